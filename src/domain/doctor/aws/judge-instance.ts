import type { Finding } from '../finding.ts';
import { judgeUnseen, type Look } from './look.ts';
import type { InstanceFacts } from './reader.ts';

interface Where {
  instanceId: string;
  region: string;
  /** Whether calls are set up. */
  calls: boolean;
}

/** The instance, and whether it lets calls out. */
export function judgeInstance(look: Look<InstanceFacts>, where: Where): Finding[] {
  const common = { area: 'Amazon Connect', check: 'instance' } as const;
  if (look.kind === 'unseen') {
    if (look.trouble.code === 'gone') return [missing(where)];
    const permission = { action: 'connect:DescribeInstance', sid: 'LookUpTheInstance' };
    return [judgeUnseen(look, { ...common, what: 'how the instance is', permission })];
  }
  const { alias, status, reason } = look.fact;
  if (status !== 'ACTIVE')
    return [
      {
        ...{ ...common, verdict: 'failure', says: `The instance ${alias} is not active (${status}).` },
        ...(status === 'CREATION_FAILED'
          ? {
              cause: `Its creation failed${reason ? `: ${reason}` : '.'}`,
              next: 'Create another one, and name that in CONNECT_INSTANCE_ID.',
            }
          : {
              cause: reason ?? 'It is being created.',
              next: 'Wait until it is active, or name another one in CONNECT_INSTANCE_ID.',
            }),
        command: `aws connect list-instances --region ${where.region}`,
      },
    ];
  return [
    { ...common, verdict: 'ok', says: `The instance ${alias} is active.` },
    ...(where.calls ? [judgeCalls(look.fact, where)] : []),
  ];
}

function missing({ instanceId, region }: Where): Finding {
  return {
    ...{ area: 'Amazon Connect', check: 'instance', verdict: 'failure' },
    says: `There is no instance ${instanceId} in ${region}.`,
    cause: 'CONNECT_INSTANCE_ID is of another region or account, or the instance was deleted.',
    next: 'Copy the id or ARN of the instance, and set AWS_REGION to its region.',
    command: `aws connect list-instances --region ${region}`,
  };
}

function judgeCalls({ hasOutboundCalls }: InstanceFacts, { instanceId, region }: Where): Finding {
  const common = { area: 'Amazon Connect', check: 'outbound-calls' } as const;
  if (hasOutboundCalls) return { ...common, verdict: 'ok', says: 'The instance lets calls out.' };
  return {
    ...{ ...common, verdict: 'failure', says: 'The instance lets no calls out.' },
    cause: 'Outbound calls are off in its telephony settings.',
    next: 'Switch them on.',
    command: `aws connect update-instance-attribute --region ${region} --instance-id ${instanceId} --attribute-type OUTBOUND_CALLS --value true`,
  };
}
