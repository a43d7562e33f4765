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

/** Whether a message is one of them alone, however it is written. */
export function isStopWord(text: string): boolean {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return STOP_WORDS.has(plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replaceAll(/\s+/g, ' '));
}
