/**
 * The words by which a person opts out of text messages. Source: AWS End User Messaging, "Managing opt-outs":
 * ARRET, CANCEL, END, OPT-OUT, OPTOUT, QUIT, REMOVE, STOP, TD, UNSUBSCRIBE; carriers add STOPALL.
 */
const STOP_WORDS = new Set([
  ...[
    'arret',
    'cancel',
    'end',
    'opt-out',
    'optout',
    'opt out',
    'quit',
    'remove',
    'stop',
    'stopall',
    'stop all',
  ],
  ...['td', 'unsubscribe', 'revoke'],
]);

/** The words by which they opt in again. Source: AWS End User Messaging, "Required opt-out keywords". */
const START_WORDS = new Set(['start', 'unstop']);

/** Whether a message is a word to opt out alone, however it is written. */
export function isStopWord(text: string): boolean {
  return STOP_WORDS.has(bare(text));
}

/** The same of a word to opt in again. */
export function isStartWord(text: string): boolean {
  return START_WORDS.has(bare(text));
}

function bare(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replaceAll(/\s+/g, ' ');
}
