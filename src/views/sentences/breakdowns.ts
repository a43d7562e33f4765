/** In place of each, while Slack refuses the app's token. */
export function turnedAwayText(ask: string): string {
  return `Slack no longer lets Reach Out in, so nothing was sent. Tell ${ask}.`;
}

/** What a person reads when something breaks down, by what they were at: never more than is known. */
export const BREAKDOWNS = {
  command: 'Something went wrong on our side, and nothing was sent. Try again in a moment.',
  shortcut: 'Something went wrong on our side, and nothing was sent. Try again in a moment.',
  submission:
    "Reach Out couldn't store this just now. Press the button again in a moment: however often you do, it is sent once.",
  settings: 'Something went wrong on our side, and nothing was changed. Press the button again in a moment.',
  cancel: "Something went wrong on our side, so we don't know whether it was cancelled. The card shows it.",
  stop: "Something went wrong on our side, so we don't know whether it stops. The card will say.",
  sendNow: "Something went wrong on our side, so we don't know whether it goes now. The card shows it.",
  reschedule:
    "Something went wrong on our side, so we don't know whether its time was changed. The card shows it.",
  tryAgain: 'Something went wrong on our side, and nothing was sent. Press the button again in a moment.',
  showNumber:
    "Something went wrong on our side, so the number isn't shown. Press the button again in a moment.",
  approval:
    "Something went wrong on our side, so we don't know whether that was taken in. Press the button again in a moment: it is decided once.",
  decline:
    "Something went wrong on our side, so we don't know whether that was taken in. Press the button again in a moment: it is decided once.",
  home: 'Something went wrong on our side, so nothing was looked up. Try again in a moment.',
  list: "Something went wrong on our side, so we don't know whether that was taken in. The list's message shows it.",
  reply:
    "Something went wrong on our side, so we don't know whether it goes. The mark at your message will say.",
  replyForm: 'Something went wrong on our side, and nothing was sent. Press the button again in a moment.',
  workflow:
    'Something went wrong on our side. Look for its card before you run the workflow again: without one, nothing was sent.',
  /** The form stays as it is and can be sent all the same, so there is nothing to tell. */
  form: '',
  /** Slack sends an event again that could not be taken in. */
  event: '',
  /** An empty list says enough. */
  options: '',
} as const;

export type Breakdown = keyof typeof BREAKDOWNS;
