import { instanceArn } from '../seed.ts';
import type { Operation } from './operation.ts';
import { pageQuery, paginate } from './paginate.ts';

/** GET /instance, at most 10 a page: those of the account and region, of which there is one. */
export const listInstances: Operation = ({ query }, { seed }) => {
  const { instance, accountId } = seed;
  const { page, next } = paginate([instance], { ...pageQuery(query), largest: 10 });
  const InstanceSummaryList = page.map(({ id, alias, accessUrl, outboundCallsEnabled, createdAt }) => ({
    Id: id,
    Arn: instanceArn(seed),
    IdentityManagementType: 'CONNECT_MANAGED',
    InstanceAlias: alias,
    CreatedTime: createdAt / 1000,
    ServiceRole: `arn:aws:iam::${accountId}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect`,
    InstanceStatus: 'ACTIVE',
    InboundCallsEnabled: true,
    OutboundCallsEnabled: outboundCallsEnabled,
    InstanceAccessUrl: accessUrl,
  }));
  return { InstanceSummaryList, ...next };
};
