import type { Finding } from '../finding.ts';
import { judgeUnseen, type Look, type Unseen } from './look.ts';
import type { Caller } from './reader.ts';

const COMMON = { area: 'Amazon Connect', check: 'credentials' } as const;
const COMMAND = 'aws sts get-caller-identity';

/** Whose the credentials are. */
export function judgeCredentials(look: Look<Caller>): Finding {
  if (look.kind === 'unseen') return judgeRefused(look);
  const { account, arn } = look.fact;
  return { ...COMMON, verdict: 'ok', says: `The credentials are of ${arn}, in the account ${account}.` };
}

function judgeRefused(look: Unseen): Finding {
  const { code, error = '' } = look.trouble;
  const what = 'whose the credentials are';
  // The app does without STS, and whether AWS answers at all is told of the instance.
  if (code === 'away') return { ...judgeUnseen(look, { check: COMMON.check, what }), verdict: 'warning' };
  if (code !== 'credentials') return judgeUnseen(look, { check: COMMON.check, what });
  const failure = { ...COMMON, verdict: 'failure', command: COMMAND } as const;
  if (/^(CredentialsProviderError)?$/.test(error))
    return {
      ...{ ...failure, says: 'No AWS credentials were found.' },
      cause: 'Neither the environment nor the AWS profile nor the role of the machine or container gave any.',
      next: 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role.',
    };
  if (error === 'TimeoutError')
    return {
      ...{ ...failure, says: 'AWS credentials did not come in time.' },
      cause: 'What gives them, such as a credential_process or the role of the machine, did not answer.',
      next: 'Try them on this machine, as the user that Reach Out runs as.',
    };
  if (/Expired|^TokenProviderError$/.test(error))
    return {
      ...{ ...failure, says: `The AWS credentials have expired (${error}).` },
      cause: 'They are temporary, and nothing has renewed them.',
      next: 'Sign in again, or let the app run with a role, which renews itself.',
    };
  if (/^(InvalidSignature|SignatureDoesNotMatch|IncompleteSignature)/.test(error))
    return {
      ...{ ...failure, says: `AWS does not accept the signature (${error}).` },
      cause: 'The secret access key is not that of the access key, or the region is not that of the address.',
      next: 'Copy AWS_SECRET_ACCESS_KEY again, and check AWS_REGION and the AWS_ENDPOINT_URL… variables.',
    };
  return {
    ...{ ...failure, says: `AWS does not know the credentials (${error}).` },
    cause: 'The access key was deleted or is of another partition, or its session token is missing.',
    next: 'Copy AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where there is one, AWS_SESSION_TOKEN again.',
  };
}
