import { requireInstance } from '../find-resource.ts';
import { resourceArn } from '../seed.ts';
import type { Operation } from './operation.ts';
import { pageQuery, paginate } from './paginate.ts';
import { requireEnums } from './require-enums.ts';

/** GET /queues-summary/{InstanceId}. */
export const listQueues: Operation = ({ labels, query }, { seed }) => {
  requireInstance(seed, labels.InstanceId ?? '');
  const types = requireEnums(query.getAll('queueTypes'), ['STANDARD', 'AGENT'], 'QueueTypes', 2);
  const queues = seed.queues.filter(({ type }) => types.length === 0 || types.includes(type));
  const { page, next } = paginate(queues, pageQuery(query));
  const QueueSummaryList = page.map((queue) => ({
    Id: queue.id,
    Arn: resourceArn(seed, 'queue', queue.id),
    Name: queue.name,
    QueueType: queue.type,
    LastModifiedTime: seed.instance.createdAt / 1000,
    LastModifiedRegion: seed.region,
  }));
  return { QueueSummaryList, ...next };
};
