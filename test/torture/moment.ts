/**
 * A point on the way of a reach-out or of its conversation as seen from outside: a request that is about to reach its receiver,
 * or one that was carried out and whose answer is about to arrive.
 */
export interface Moment {
  name: string;
  when: 'before' | 'after';
}

/** What becomes of a request or its answer: it passes, is lost, or is carried out late. */
export type Verdict = 'pass' | 'lose' | { lateMs: number };

/** Every step that has a boundary which can be seen from outside. */
const STEPS = [
  'command',
  'submission',
  'views.open',
  'StartOutbound',
  'chat.postMessage card',
  'chat.postMessage contact_id',
  'chat.postMessage milestone',
  'chat.update card',
  'conversations.history',
  'conversations.replies',
  'DescribeContact',
  'typed',
  'press',
  'chat.postEphemeral',
  'chat.postMessage message',
  'chat.postMessage reply',
  'reactions.add',
  'StartContactStreaming',
  'CreateParticipant',
  'CreateParticipantConnection',
  'SendMessage',
  'GetTranscript',
] as const;

export const MOMENTS: readonly Moment[] = STEPS.flatMap((name) => [
  { name, when: 'before' as const },
  { name, when: 'after' as const },
]);

export function nameMoment({ name, when }: Moment): string {
  return `${when} ${name}`;
}

/** What the app is asked by Slack. */
export function nameInbound(_url: string, body: string): string {
  if (body.includes('view_submission')) return 'submission';
  if (body.includes('block_actions')) return 'press';
  // What people write themselves has such an id.
  if (body.includes('client_msg_id')) return 'typed';
  return body.includes('command=') ? 'command' : 'other';
}

/** What the app asks of Slack; messages by the part of the thread that they are. */
export function nameSlackCall(url: string, body: string): string {
  const method = /\/api\/([\w.]+)/.exec(url)?.[1] ?? url;
  const part = /part%22%3A%22(card|contact_id|milestone|message|reply)/.exec(body)?.[1];
  return part ? `${method} ${part}` : method;
}

const CHAT_CALLS: Record<string, string> = {
  '/contact/start-streaming': 'StartContactStreaming',
  '/contact/create-participant': 'CreateParticipant',
  '/participant/connection': 'CreateParticipantConnection',
  '/participant/message': 'SendMessage',
  '/participant/transcript': 'GetTranscript',
};

export function nameConnectCall(url: string): string {
  if (url.startsWith('/contact/outbound-')) return 'StartOutbound';
  if (CHAT_CALLS[url]) return CHAT_CALLS[url];
  return /^\/contacts\/[^/]+\/[^/?]+$/.test(url) ? 'DescribeContact' : 'other';
}
