import type { Finding } from '../finding.ts';
import { judgeUnseen, type Look, type Permission } from './look.ts';

/** Starts a second of a new account, each of the two. Source: Amazon Connect service quotas. */
const DEFAULT_RATE = 2;

export interface StartQuota {
  operation: string;
  /** In Service Quotas, "Rate of … API requests" of Amazon Connect. */
  code: string;
}

export const CHAT_STARTS: StartQuota = { operation: 'StartOutboundChatContact', code: 'L-408DD6C6' };
export const CALL_STARTS: StartQuota = { operation: 'StartOutboundVoiceContact', code: 'L-4E9BCC96' };

const PERMISSION: Permission = { action: 'servicequotas:GetServiceQuota', sid: 'ReadQuotas' };

export interface QuotaLook extends StartQuota {
  look: Look<number>;
}

/** Whether AWS takes as many starts a second as the app makes. */
export function judgeRate(quotas: readonly QuotaLook[], rate: number, region: string): Finding[] {
  return quotas.map((quota) => judgeOne(quota, rate, region));
}

function judgeOne({ operation, code, look }: QuotaLook, rate: number, region: string): Finding {
  const common = { area: 'Amazon Connect', check: 'start-rate' } as const;
  const own = `CONNECT_START_RATE is ${rate}`;
  // Service Quotas has no value of a quota that nobody has changed.
  const isDefault = look.kind === 'unseen' && look.trouble.code === 'gone';
  if (look.kind === 'unseen' && !(isDefault && rate > DEFAULT_RATE)) {
    if (rate <= DEFAULT_RATE)
      return {
        ...common,
        verdict: 'ok',
        says: `${own}, and AWS takes ${DEFAULT_RATE} ${operation} a second by default.`,
      };
    const what = `whether it takes more than the ${DEFAULT_RATE} ${operation} a second of a new account, as ${own}`;
    return {
      ...judgeUnseen(look, { check: common.check, what, permission: PERMISSION }),
      verdict: 'warning',
    };
  }
  const quota = look.kind === 'seen' ? look.fact : DEFAULT_RATE;
  if (rate <= quota)
    return { ...common, verdict: 'ok', says: `${own}, and AWS takes ${quota} ${operation} a second.` };
  return {
    ...{ ...common, verdict: 'warning', says: `${own}, but AWS takes ${quota} ${operation} a second.` },
    cause: 'What is over the quota is refused and tried again, so that lists take longer.',
    next: `Set CONNECT_START_RATE=${quota}, or ask AWS for more.`,
    command: `aws service-quotas request-service-quota-increase --region ${region} --service-code connect --quota-code ${code} --desired-value ${rate}`,
  };
}
