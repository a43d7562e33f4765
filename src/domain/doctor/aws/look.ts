import type { Finding } from '../finding.ts';

/** What a read of AWS has come to. */
export type Look<Fact> = { kind: 'seen'; fact: Fact } | { kind: 'unseen'; trouble: Trouble };

/** Why AWS told nothing. */
export interface Trouble {
  code: TroubleCode;
  /** AWS's name of the error, or what else is known of it: a status of HTTP, a code of the network or of TLS. */
  error?: string;
}

/** `gone`: what was asked for isn't there. `invalid`: AWS takes no such id or name. `away`: nothing answered, or AWS failed. */
export type TroubleCode =
  | 'denied'
  | 'gone'
  | 'credentials'
  | 'malformed_credentials'
  | 'clock'
  | 'certificate'
  | 'intercepted'
  | 'invalid'
  | 'busy'
  | 'away'
  | 'unexpected';

export type Unseen = Extract<Look<never>, { kind: 'unseen' }>;

/** An action in IAM, and the statement of the app's policy that allows it. */
export interface Permission {
  action: string;
  /** In manifest/aws/iam-policy.json. */
  sid: string;
}

interface Asked {
  check: string;
  /** What is not known now, as the end of a sentence. */
  what: string;
  /** Nothing where none is needed. */
  permission?: Permission;
}

const STEPS: Record<Exclude<TroubleCode, 'denied'>, Pick<Finding, 'verdict' | 'cause' | 'next'>> = {
  gone: {
    verdict: 'failure',
    cause: 'It is not there, or it is in another region or account.',
    next: 'Check the region and the ids.',
  },
  credentials: {
    verdict: 'failure',
    cause: 'It does not accept the credentials.',
    next: 'Check which credentials AWS_PROFILE or the role of the machine gives.',
  },
  malformed_credentials: {
    verdict: 'failure',
    cause: 'The credentials hold a character that HTTP does not take, such as a line break.',
    next: 'Copy AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN again.',
  },
  clock: {
    verdict: 'failure',
    cause: "This machine's clock is more than five minutes off AWS's.",
    next: 'Set the clock, and keep it right by NTP.',
  },
  certificate: {
    verdict: 'failure',
    cause: 'What answers in its place has no certificate that Node trusts.',
    next: "Name the proxy's certificate in NODE_EXTRA_CA_CERTS.",
  },
  intercepted: {
    verdict: 'failure',
    cause: 'Something on the way answered in its place, such as a proxy.',
    next: 'Check HTTPS_PROXY, NO_PROXY and the AWS_ENDPOINT_URL… variables.',
  },
  invalid: {
    verdict: 'failure',
    cause: 'It takes no such id or name.',
    next: 'Check the ids and names in the environment.',
  },
  busy: {
    verdict: 'warning',
    cause: 'Too many calls were made within a second, by all that use this account.',
    next: 'Run doctor again.',
  },
  away: {
    verdict: 'failure',
    cause: 'It did not answer, or not with what was asked.',
    next: 'Check the network, HTTPS_PROXY and the AWS_ENDPOINT_URL… variables.',
  },
  unexpected: {
    verdict: 'warning',
    cause: 'It refused the question.',
    next: 'Look the error up in the API reference of Amazon Connect.',
  },
};

/** Of a read that AWS has not answered. Where IAM denies it, `lacking` says whether the app does without. */
export function judgeUnseen(
  { trouble: { code, error } }: Unseen,
  { check, what, permission }: Asked,
  lacking: 'warning' | 'failure' = 'warning',
): Finding {
  const named = error ? ` (${error})` : '';
  const common = { area: 'Amazon Connect', check } as const;
  const says = `AWS did not tell ${what}${named}.`;
  if (code !== 'denied' || !permission)
    return { ...common, says, ...STEPS[code === 'denied' ? 'unexpected' : code] };
  return {
    ...{ ...common, verdict: lacking, says },
    cause: `The credentials have no permission ${permission.action} there.`,
    next: `Add the statement ${permission.sid} of manifest/aws/iam-policy.json to what the app may do, or check the ids in it.`,
  };
}

/** Whether nothing else is worth asking of what isn't there, or doesn't answer. */
export function isOutOfReach(look: Look<unknown>): boolean {
  const codes: TroubleCode[] = ['gone', 'invalid', 'away', 'certificate', 'intercepted'];
  return look.kind === 'unseen' && codes.includes(look.trouble.code);
}

/** Whether nothing else is worth asking with these credentials. */
export function isLockedOut(look: Look<unknown>): boolean {
  const codes: TroubleCode[] = ['credentials', 'malformed_credentials', 'clock'];
  return look.kind === 'unseen' && codes.includes(look.trouble.code);
}
