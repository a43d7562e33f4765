import { CALL_CHANNELS, CHANNEL_NAMES, CHANNELS, CHAT_CHANNELS } from '../../../domain/channels/registry.ts';
import type { Place, Session } from '../session.ts';
import { chooseFlow } from './flow.ts';
import { chooseQueue, chooseSenders, NOT_OFFERED } from './sender.ts';

/** The channels that are wanted: those that are set up, or asked for, or, with none, all that there are numbers for. */
export async function chooseChannels(session: Session, place: Place): Promise<void> {
  const variables = [...CHAT_CHANNELS, ...CALL_CHANNELS].flatMap((name) =>
    Object.values(CHANNELS[name].variables),
  );
  const { flags } = session;
  const isNamed = Boolean(flags.queue) || CHANNEL_NAMES.some((name) => flags[name] || flags[`flow-${name}`]);
  const isAsked = Boolean(session.ask) && !isNamed && (session.isFirst || !variables.some(session.value));
  for (const name of CHAT_CHANNELS) {
    const { label, variables } = CHANNELS[name];
    const isWanted = isPartOf(session, variables) || flags[name] || flags[`flow-${name}`];
    if (!isWanted && !isAsked) continue;
    const chosen = await chooseSenders(session, place, {
      channel: name,
      label,
      variable: variables.sourceArn,
    });
    if (chosen !== NOT_OFFERED)
      await chooseFlow(session, place, { channel: name, variable: variables.flowId });
  }
  for (const name of CALL_CHANNELS) {
    const { label, variables } = CHANNELS[name];
    const isWanted = isPartOf(session, variables) || flags[name] || flags.queue || flags[`flow-${name}`];
    if (!isWanted && !isAsked) continue;
    if (flags.queue) await chooseQueue(session, place, variables.queueId);
    const hasCaller = !flags[name] && [variables.queueId, variables.sourcePhoneNumber].some(session.value);
    const sender = { channel: name, label, variable: variables.sourcePhoneNumber, queue: variables.queueId };
    const chosen = hasCaller ? undefined : await chooseSenders(session, place, sender);
    if (chosen !== NOT_OFFERED)
      await chooseFlow(session, place, { channel: name, variable: variables.flowId });
  }
}

function isPartOf(session: Session, variables: Record<string, string>): boolean {
  return Object.values(variables).some(session.value);
}
