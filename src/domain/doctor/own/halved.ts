/** What a sentence for whoever starts the app says, in two: why, and what to do. */
export function halved(text: string): [cause: string, next: string] {
  const [cause = text, ...rest] = text.split(/(?<=[.!?)])\s+(?=[A-Z])/);
  return [cause, rest.join(' ')];
}
