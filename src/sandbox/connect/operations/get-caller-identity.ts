import type { Operation } from './operation.ts';

/** AWS STS, POST / with the form Action=GetCallerIdentity. It takes no permission. */
export const getCallerIdentity: Operation = (_request, { seed }) => ({
  Arn: `arn:aws:sts::${seed.accountId}:assumed-role/reach-out/sandbox`,
  UserId: 'AROASANDBOXREACHOUT0:sandbox',
  Account: seed.accountId,
});
