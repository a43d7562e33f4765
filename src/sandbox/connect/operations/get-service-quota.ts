import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { parseRequest } from '../parse-request.ts';
import { START_QUOTAS } from '../seed.ts';
import type { Operation } from './operation.ts';

/** As in Service Quotas' API reference. */
const INPUT = z.strictObject({
  ServiceCode: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{1,63}$/),
  QuotaCode: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{1,128}$/),
  ContextId: z.string().min(1).max(64).optional(),
});

/** X-Amz-Target: ServiceQuotasV20190624.GetServiceQuota. It knows the rates at which contacts start. */
export const getServiceQuota: Operation = ({ body, note }, { seed }) => {
  const { ServiceCode, QuotaCode } = parseRequest(INPUT, body, note, 'ValidationException');
  const name = ServiceCode === 'connect' ? START_QUOTAS[QuotaCode] : undefined;
  if (!name)
    throw new AwsError('NoSuchResourceException', 'The request failed because the quota was not found.');
  return {
    Quota: {
      ServiceCode,
      ServiceName: 'Amazon Connect',
      QuotaArn: `arn:aws:servicequotas:${seed.region}:${seed.accountId}:${ServiceCode}/${QuotaCode}`,
      QuotaCode,
      QuotaName: `Rate of ${name} API requests`,
      Value: seed.startQuotas[name],
      Unit: 'None',
      Adjustable: true,
      GlobalQuota: false,
      QuotaAppliedAtLevel: 'ACCOUNT',
    },
  };
};
