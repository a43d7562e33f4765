import { CALL_CHANNELS, CHANNEL_NAMES, CHANNELS, CHAT_CHANNELS } from '../../../domain/channels/registry.ts';
import type { Flags } from '../flags.ts';

/** Something that is missing or can't be: what of the environment it is about, and what to do, in one line. */
export interface Fault {
  /** How the configuration's own sentence on it begins. */
  about: string;
  says: string;
}

interface Known {
  region: string | undefined;
  /** Of a variable, without the flags. */
  value(name: string): string | undefined;
}

/** What a script has not said, and nobody can be asked. */
export function whatIsMissing(flags: Flags, { region, value }: Known): Fault[] {
  const faults: Fault[] = [];
  const miss = (about: string, flag: string, step: string) =>
    faults.push({ about, says: `--${flag} is missing: ${step}.` });
  if (!region) miss('AWS_REGION', 'region', 'give the AWS region of your Amazon Connect instance');
  if (!flags.instance && !value('CONNECT_INSTANCE_ID'))
    miss('CONNECT_INSTANCE_ID', 'instance', 'give the name, id or ARN of your Amazon Connect instance');

  const variables: string[] = [];
  for (const name of CHAT_CHANNELS) {
    const { sourceArn, flowId } = CHANNELS[name].variables;
    variables.push(sourceArn, flowId);
    const flow = flags[`flow-${name}`] ?? value(flowId);
    const sender = flags[name] ?? value(sourceArn);
    if (flow && !sender) miss(sourceArn, name, 'give the number that it goes with, or its ARN');
    if (sender && !flow && !flags['create-flows']) miss(flowId, `flow-${name}`, FLOW);
  }
  for (const name of CALL_CHANNELS) {
    const { sourcePhoneNumber, queueId, flowId } = CHANNELS[name].variables;
    variables.push(sourcePhoneNumber, queueId, flowId);
    const flow = flags[`flow-${name}`] ?? value(flowId);
    const caller = flags[name] ?? flags.queue ?? value(sourcePhoneNumber) ?? value(queueId);
    if (flow && !caller) miss(sourcePhoneNumber, name, 'give the number that calls come from, or --queue');
    if (caller && !flow && !flags['create-flows']) miss(flowId, `flow-${name}`, FLOW);
  }
  const senders = CHANNEL_NAMES.map((name) => flags[name]);
  const isNamed = [...senders, flags.queue, ...variables.map(value)].some(Boolean);
  if (!isNamed)
    faults.push({
      about: 'No channel',
      says: `No channel is named: give ${CHANNEL_NAMES.map((name) => `--${name} NUMBER`).join(', ')} or --queue NAME.`,
    });
  return faults;
}

const FLOW = 'name a flow, or let --create-flows create one';
