import type { CountryCode } from 'libphonenumber-js/max';
import { CALL_CHANNELS, CHANNELS, CHAT_CHANNELS } from '../../channels/registry.ts';
import type { ReachOutSettings } from '../../kernel/settings.ts';
import type { FlowOfChannel } from './judge-flow.ts';
import type { Named } from './judge-places.ts';
import type { SenderOfChannel } from './judge-sender.ts';

/** What of the configuration is about Amazon Connect. */
export interface ConnectSetup {
  /** Id or ARN. */
  instanceId: string;
  channels: ReachOutSettings['channels'];
  /** Absent or empty: every country. */
  allowedCountries?: readonly CountryCode[];
  /** Contacts a second. */
  startRate: number;
  hasConversations: boolean;
  hasOptOutList: boolean;
  hasTemplates: boolean;
  hasQuickResponses: boolean;
}

/** Of each channel that is set up. */
export function flowsOf({ channels }: ConnectSetup): FlowOfChannel[] {
  return [...CHAT_CHANNELS, ...CALL_CHANNELS].flatMap((name) => {
    const { label, variables } = CHANNELS[name];
    const { flowId } = channels[name] ?? {};
    return flowId ? [{ name, label, variable: variables.flowId, flowId }] : [];
  });
}

/** Of each channel that has some. */
export function sendersByChannel({ channels }: ConnectSetup): SenderOfChannel[][] {
  const chats = CHAT_CHANNELS.map((name) => {
    const { label, variables, importedFrom } = CHANNELS[name];
    return { ...{ name, label, importedFrom }, variable: variables.sourceArn };
  });
  const calls = CALL_CHANNELS.map((name) => {
    const { label, variables } = CHANNELS[name];
    return { ...{ name, label }, variable: variables.sourcePhoneNumber };
  });
  return [...chats, ...calls].flatMap((channel) => {
    const senders = channels[channel.name]?.senders ?? [];
    const named = senders.map(({ name: called, number }) => ({
      ...channel,
      ...(called && { called }),
      number,
    }));
    return named.length > 0 ? [named] : [];
  });
}

/** Queues that calls are put into. */
export function queuesOf({ channels }: ConnectSetup) {
  return CALL_CHANNELS.flatMap((name) => {
    const { queueId, senders = [] } = channels[name] ?? {};
    const variable = CHANNELS[name].variables.queueId;
    return queueId ? [{ name, variable, queueId, hasNumber: senders.length > 0 }] : [];
  });
}

/** All that variables name in AWS, which may be ARNs. */
export function namedIn(setup: ConnectSetup): Named[] {
  return [
    { variable: 'CONNECT_INSTANCE_ID', value: setup.instanceId },
    ...flowsOf(setup).map(({ variable, flowId: value }) => ({ variable, value })),
    ...sendersByChannel(setup)
      .flat()
      .map(({ variable, number: value }) => ({ variable, value })),
    ...queuesOf(setup).map(({ variable, queueId: value }) => ({ variable, value })),
  ];
}
