import { findMessage } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Conversation } from '../types.ts';
import type { Workspace } from '../workspace.ts';
import type { Arguments } from './arguments.ts';

/**
 * The head of the thread to post in; a reply stands for its thread. Where there is no such message, Slack
 * posts into the conversation itself and says so only by an answer without thread_ts.
 */
export function readThread(workspace: Workspace, { id }: Conversation, args: Arguments): string | undefined {
  const ts = args.string('thread_ts');
  if (ts === undefined) return undefined;
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackError('invalid_thread_ts');
  const message = findMessage(workspace, id, ts);
  return message && !message.visible_to ? (message.thread_ts ?? message.ts) : undefined;
}
