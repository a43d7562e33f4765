import { CALL_CHANNELS, CHAT_CHANNELS } from '../../channels/registry.ts';
import type { Finding } from '../finding.ts';
import { idOf, readArn } from './arn.ts';
import type { Look, Permission } from './look.ts';
import { type ConnectSetup, flowsOf, sendersByChannel } from './setup.ts';

/** What can't be tried without a contact, on what IAM decides of it. */
export interface Start {
  permission: Permission;
  resources: readonly string[];
}

export interface StartLook extends Start {
  look: Look<boolean>;
}

/** No contact has it: it stands for any. */
const ANY_CONTACT = '00000000-0000-4000-8000-000000000000';

/** Of all that is set up. Source: Service Authorization Reference, Amazon Connect. */
export function startsOf(setup: ConnectSetup, instanceArn: string): Start[] {
  const contact = `${instanceArn}/contact/${ANY_CONTACT}`;
  const has = (names: readonly string[]) => names.some((name) => name in setup.channels);
  const of = (name: string, sid: string, ...resources: string[]): Start => ({
    permission: { action: `connect:${name}`, sid },
    resources,
  });
  const flows = flowsOf(setup).filter(({ name }) => (CHAT_CHANNELS as string[]).includes(name));
  const flowArns = flows.map(({ flowId }) => `${instanceArn}/contact-flow/${idOf(flowId)}`);
  const numbers = sendersByChannel(setup).flat();
  const numberArns = numbers.map(({ number }) => number).filter((number) => readArn(number));
  return [
    ...(has(CALL_CHANNELS) ? [of('StartOutboundVoiceContact', 'StartVoiceTakesNoResource', '*')] : []),
    ...(has(CHAT_CHANNELS)
      ? [
          of('StartOutboundChatContact', 'StartChatInThisInstance', instanceArn, contact),
          of('StartOutboundChatContact', 'StartChatWithTheseFlows', ...flowArns),
          of('StartOutboundChatContact', 'StartChatFromTheseNumbers', ...numberArns),
        ]
      : []),
    of('StopContact', 'FollowAndStopContacts', contact),
    ...(setup.hasConversations
      ? ['StartContactStreaming', 'CreateParticipant'].map((name) =>
          of(name, 'FollowAndJoinChats', instanceArn, contact),
        )
      : []),
  ];
}

/** What IAM's simulator says of starting, stopping and joining contacts; that it may not be asked is no fault. */
export function judgeStarts(looks: readonly StartLook[]): Finding[] {
  const common = { area: 'Amazon Connect', check: 'start-permissions' } as const;
  const denied = looks.filter(({ look }) => look.kind === 'seen' && !look.fact);
  if (denied.length > 0)
    return denied.map(({ permission: { action, sid }, resources }) => ({
      ...{ ...common, verdict: 'warning', says: `IAM's simulator says that ${action} is not allowed.` },
      cause: `It was asked for ${resources.join(', ')}.`,
      next: `Add the statement ${sid} of manifest/aws/iam-policy.json to what the app may do, or check the ids in it.`,
    }));
  if (looks.length > 0 && looks.every(({ look }) => look.kind === 'seen'))
    return [
      {
        ...{ ...common, verdict: 'ok' },
        says: "Contacts may be started and stopped, as IAM's simulator says.",
      },
    ];
  return [
    {
      ...{ ...common, verdict: 'ok', says: 'Starting, stopping and joining contacts was not tried.' },
      cause:
        'Only a real contact would show it, or IAM, where the app may ask it (iam:SimulatePrincipalPolicy).',
    },
  ];
}
