import { payloadName } from '../conversations.ts';
import { type Ack, failureCode } from '../delivery/delivery.ts';
import { isJson } from '../json.ts';
import { VERIFICATION_TOKEN } from '../payload-parts.ts';
import { respond } from '../respond.ts';
import type { ResponseTarget } from '../response-urls.ts';
import { SlackError } from '../slack-error.ts';
import type { Message } from '../types.ts';
import { type Actor, conversationOf, tell, typed } from './actor.ts';
import { withEmojiCodes } from './emoji-codes.ts';

export type CommandResult =
  /** `response`: the message that the app answered with in its ack. */
  | { kind: 'acknowledged'; response?: Message }
  /** `text`: what Slack shows to the person instead. */
  | { kind: 'failed'; text: string };

/**
 * Type a slash command, such as `/reach-out +12065550152 sms Hi`, and press Enter.
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export async function command(
  actor: Actor,
  reference: string,
  line: string,
  { threadTs }: { threadTs?: string } = {},
): Promise<CommandResult> {
  const { context, person } = actor;
  const { workspace, options } = context;
  const { enterprise, isOrgWide = false } = workspace.team;
  const conversation = conversationOf(actor, reference);
  const [, name = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  const fail = (notice: string): CommandResult => {
    tell(actor, notice, conversation.id);
    return { kind: 'failed', text: notice };
  };
  if (threadTs) return fail(`${name} is not supported in threads. Sorry!`);
  if (name === '' || (options.commands && !options.commands.has(name))) {
    return fail(
      `${name || line} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    );
  }
  const target: ResponseTarget = { user: person.id, conversation: conversation.id };
  const ack = await context.deliver({
    kind: 'slash_commands',
    name,
    payload: {
      token: VERIFICATION_TOKEN,
      team_id: isOrgWide ? person.team_id : workspace.team.id,
      ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
      team_domain: workspace.team.domain,
      channel_id: conversation.id,
      channel_name: payloadName(conversation),
      user_id: person.id,
      user_name: person.name,
      command: name,
      text: withEmojiCodes(typed(actor, text)),
      api_app_id: workspace.app.id,
      is_enterprise_install: String(isOrgWide),
      response_url: context.responseUrl(target),
      trigger_id: context.triggers.issue(target),
    },
  });
  if (ack.kind !== 'acknowledged') return fail(failureNotice(name, ack));
  const answer = typeof ack.body === 'string' ? { text: ack.body } : ack.body;
  if (!isJson(answer)) return { kind: 'acknowledged' };
  try {
    const response = respond(context, target, answer);
    return response ? { kind: 'acknowledged', response } : { kind: 'acknowledged' };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return fail(`${name} failed with the error "invalid_command_response"`);
  }
}

/** As Slack says it: https://docs.slack.dev/interactivity/implementing-slash-commands#responding_response_codes */
function failureNotice(name: string, ack: Ack): string {
  return `${name} failed with the error "${failureCode(ack)}"`;
}
