import type { Finding } from '../finding.ts';
import { readArn } from './arn.ts';
import type { Look } from './look.ts';
import type { Caller } from './reader.ts';

/** What a variable names, by id or ARN. */
export interface Named {
  variable: string;
  value: string;
}

interface Here {
  region: string;
  caller: Look<Caller>;
}

/** Whether all that is named by an ARN is in the region that is asked, and in the account of whoever asks. */
export function judgePlaces(named: readonly Named[], here: Here): Finding[] {
  const common = { area: 'Amazon Connect', check: 'region' } as const;
  const faults = named.flatMap((one) => judgePlace(one, here));
  if (faults.some(({ check }) => check === 'region')) return faults;
  return [{ ...common, verdict: 'ok', says: `The AWS region is ${here.region}.` }, ...faults];
}

function judgePlace({ variable, value }: Named, { region, caller }: Here): Finding[] {
  const arn = readArn(value);
  if (!arn) return [];
  const own = caller.kind === 'seen' ? caller.fact.account : arn.account;
  return [
    ...(arn.region === region ? [] : [inOtherRegion(variable, arn.region, region)]),
    ...(arn.account === own ? [] : [inOtherAccount(variable, arn.account, own)]),
  ];
}

function inOtherRegion(variable: string, there: string, here: string): Finding {
  return {
    ...{ area: 'Amazon Connect', check: 'region', verdict: 'failure' },
    says: `${variable} is in ${there}, and AWS_REGION is ${here}.`,
    cause: 'Amazon Connect answers in the region of the instance alone.',
    next: `Set AWS_REGION=${there} if the instance is there, or else name what is in ${here}.`,
  };
}

function inOtherAccount(variable: string, there: string, here: string): Finding {
  return {
    ...{ area: 'Amazon Connect', check: 'account', verdict: 'failure' },
    says: `${variable} is in the account ${there}, and the credentials are of ${here}.`,
    cause: 'The app can use only what is in the account of its credentials.',
    next: `Give the app credentials of ${there}, such as a role there that it may assume.`,
    command: 'aws sts get-caller-identity',
  };
}
