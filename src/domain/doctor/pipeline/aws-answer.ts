import type { Finding } from '../finding.ts';

/** Why AWS has not told what it was asked. */
export type Why =
  | 'denied'
  | 'missing'
  | 'credentials'
  | 'clock'
  | 'address'
  | 'certificate'
  | 'intercepted'
  | 'region'
  | 'network'
  | 'throttled'
  | 'other';

/** What AWS said to a question; `error` is its name for why it did not, where it has one. */
export type AwsAnswer<Facts> =
  | { kind: 'told'; facts: Facts }
  | { kind: 'untold'; why: Why; error?: string | undefined };

/** What was asked: an action of IAM, and whatever it was about. */
interface Asked {
  check: string;
  action: string;
  /** As the beginning of a sentence. */
  what: string;
  /** The variable that names it. */
  variable: string;
}

type Untold = Extract<AwsAnswer<never>, { kind: 'untold' }>;

/** Of a question that AWS has not answered: not known where the app may work all the same. */
export function judgeUntold({ why, error }: Untold, asked: Asked): Finding {
  const { check, what } = asked;
  const common = { area: 'Pipeline', check } as const;
  const named = error ? ` (${error})` : '';
  const [verdict, cause, next] = REASONS[why](asked);
  return {
    ...{ ...common, verdict },
    says: verdict === 'failure' ? `${what} can't be read${named}.` : `${what} is not known${named}.`,
    ...{ cause, next },
  };
}

type Reason = (asked: Asked) => [verdict: Finding['verdict'], cause: string, next: string];

const REASONS: Record<Why, Reason> = {
  denied: ({ action }) => [
    'warning',
    `${action} is denied to Reach Out, which looks at it here alone.`,
    `Allow ${action} for it, as manifest/aws/iam-policy.json does.`,
  ],
  missing: ({ variable }) => [
    'failure',
    `There is none in this account and region where ${variable} points.`,
    `Correct ${variable}, or create it with manifest/aws/stack.json.`,
  ],
  credentials: () => ['failure', 'AWS refuses the credentials.', 'Renew them, and check whose they are.'],
  clock: () => [
    'failure',
    "The request was signed by a clock that is more than five minutes off AWS's.",
    'Set the clock of this machine, best by NTP.',
  ],
  address: ({ variable }) => ['failure', `${variable} does not name one.`, `Correct ${variable}.`],
  certificate: () => [
    'failure',
    'The certificate of what answers is not trusted.',
    'Let NODE_EXTRA_CA_CERTS name the authority of the proxy in between.',
  ],
  intercepted: () => [
    'failure',
    'Something on the way answered in the place of AWS, such as a proxy.',
    'Check HTTPS_PROXY, NO_PROXY and the AWS_ENDPOINT_URL… variables.',
  ],
  region: () => [
    'failure',
    'The region is not known.',
    'Set AWS_REGION to the region of your Amazon Connect instance.',
  ],
  network: ({ variable }) => [
    'failure',
    'AWS could not be reached.',
    `Check the network, HTTPS_PROXY and the host in ${variable}.`,
  ],
  throttled: () => ['warning', 'AWS asks to slow down.', 'Run doctor again in a minute.'],
  other: () => [
    'warning',
    'AWS answered with an error that is not foreseen here.',
    'Run doctor again in a minute.',
  ],
};
