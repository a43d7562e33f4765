import * as z from 'zod';
import { CALL_CHANNELS, CHANNELS, CHAT_CHANNELS } from '../domain/channels/registry.ts';
import { present } from '../domain/intake/present.ts';
import type { ReachOutSettings } from '../domain/kernel/settings.ts';
import { readSenders, senders } from './senders.ts';

/** Trimmed; what is empty is unset. */
type Variables = Record<string, string | undefined>;

const chats = CHAT_CHANNELS.map((name) => ({ name, ...CHANNELS[name] }));
const calls = CALL_CHANNELS.map((name) => ({ name, ...CHANNELS[name] }));

/** What each setting must look like, whatever channel it is of. */
const RULES = {
  sourceArn: (name: string) =>
    senders(name, {
      // Source: Amazon Connect API, Endpoint: an address has at most 256 characters.
      pattern: /^(?=.{1,256}$)arn:[^:]+:connect:[^:]+:[^:]+:phone-number\/.+$/,
      form: 'a phone number ARN, like arn:aws:connect:us-west-2:111122223333:phone-number/…',
      several: 'Support=arn:…,Sales=arn:…',
    }),
  flowId: (name: string) =>
    z.string().max(500, `${name} must be a flow's id or ARN, of at most 500 characters`),
  sourcePhoneNumber: (name: string) =>
    senders(name, {
      pattern: /^\+[1-9]\d{1,14}$/,
      form: 'in E.164 form, like +12065550100',
      several: 'Support=+12065550100,Sales=+14255550100',
    }),
  queueId: () => z.string(),
};

/** Each variable of each channel by itself. */
export const channelVariables: Record<string, z.ZodType<string | undefined>> = Object.fromEntries(
  [...chats, ...calls]
    .flatMap(({ variables }) => Object.entries(variables))
    .map(([setting, name]) => [name, RULES[setting as keyof typeof RULES](name).optional()]),
);

/** What only several variables of a channel together can be wrong about, or those of all channels. */
export function channelFaults(env: Variables): string[] {
  const faults = chats.flatMap(({ variables: { sourceArn, flowId } }) => [
    ...(env[sourceArn] && !env[flowId] ? [`${flowId} is missing: it goes with ${sourceArn}`] : []),
    ...(env[flowId] && !env[sourceArn] ? [`${sourceArn} is missing: it goes with ${flowId}`] : []),
  ]);
  for (const { variables } of calls) {
    const { flowId, sourcePhoneNumber, queueId } = variables;
    const hasSource = env[sourcePhoneNumber] || env[queueId];
    if (env[flowId] && !hasSource)
      faults.push(`${sourcePhoneNumber} or ${queueId} is missing: calls need a number to come from`);
    if (!env[flowId] && hasSource) faults.push(`${flowId} is missing: calls need a flow`);
  }
  if (!Object.keys(channelVariables).some((name) => env[name])) {
    const families = [...chats, ...calls].map(({ variables }) => variables.flowId.replace('FLOW_ID', '…'));
    faults.push(`No channel is set up: set ${families.join(' or ')} (see .env.example)`);
  }
  return faults;
}

/** A channel without its settings is absent. */
export function channelSettings(env: Variables): ReachOutSettings['channels'] {
  const settings: ReachOutSettings['channels'] = {};
  for (const { name, variables } of chats) {
    const [sources, flowId] = [env[variables.sourceArn], env[variables.flowId]];
    if (sources && flowId) settings[name] = { senders: readSenders(sources), flowId };
  }
  for (const { name, variables } of calls) {
    const [flowId, queueId] = [env[variables.flowId], env[variables.queueId]];
    const numbers = readSenders(env[variables.sourcePhoneNumber] ?? '');
    if (flowId) settings[name] = { flowId, senders: numbers, ...present({ queueId }) };
  }
  return settings;
}
