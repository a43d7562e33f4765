/** Slack takes no call of the app any more, whatever it asks: the token is refused. */
export class TurnedAway extends Error {
  /** As Slack's own client gives it. */
  readonly data: { error: string };

  constructor(slackError: string, options: ErrorOptions) {
    super(`Slack refuses the token: ${slackError}`, options);
    this.name = 'TurnedAway';
    this.data = { error: slackError };
  }
}
