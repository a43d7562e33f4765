import * as z from 'zod';
import type { Contact } from '../contact/contact.ts';
import { describeContact } from '../contact/describe-contact.ts';
import { requireInstance } from '../find-resource.ts';
import { parseRequest } from '../parse-request.ts';
import { instanceId, text } from '../shapes/common.ts';
import type { Operation } from './operation.ts';
import { paginate } from './paginate.ts';

const shape = z.looseObject({
  InstanceId: instanceId,
  TimeRange: z.strictObject({
    Type: z.enum([
      'INITIATION_TIMESTAMP',
      'SCHEDULED_TIMESTAMP',
      'CONNECTED_TO_AGENT_TIMESTAMP',
      'DISCONNECT_TIMESTAMP',
      'ENQUEUE_TIMESTAMP',
    ]),
    StartTime: z.number(),
    EndTime: z.number(),
  }),
  SearchCriteria: z
    .looseObject({
      Channels: z.array(z.string()).optional(),
      InitiationMethods: z.array(z.string()).optional(),
      QueueIds: z.array(z.string()).optional(),
    })
    .optional(),
  Sort: z.looseObject({ Order: z.enum(['ASCENDING', 'DESCENDING']) }).optional(),
  MaxResults: z.int().min(1).max(100).optional(),
  NextToken: text(1, 100_000).optional(),
});

const TIME_OF: Readonly<Record<string, (contact: Contact) => number | undefined>> = {
  INITIATION_TIMESTAMP: ({ initiatedAt }) => initiatedAt,
  CONNECTED_TO_AGENT_TIMESTAMP: ({ agent }) => agent?.at,
  DISCONNECT_TIMESTAMP: ({ disconnectedAt }) => disconnectedAt,
  ENQUEUE_TIMESTAMP: ({ queue }) => queue?.at,
};

/** POST /search-contacts, by time, channel, initiation method and queue; other criteria are taken and not applied. */
export const searchContacts: Operation = ({ body, note }, { seed, book }) => {
  const input = parseRequest(shape, body, note, 'InvalidParameterException');
  requireInstance(seed, input.InstanceId);
  const { Type, StartTime, EndTime } = input.TimeRange;
  const { Channels, InitiationMethods, QueueIds } = input.SearchCriteria ?? {};
  const timeOf = (contact: Contact) => (TIME_OF[Type]?.(contact) ?? Number.NaN) / 1000;
  const direction = input.Sort?.Order === 'ASCENDING' ? 1 : -1;
  const found = book
    .list()
    .filter((contact) => timeOf(contact) >= StartTime && timeOf(contact) <= EndTime)
    .filter(
      ({ channel, initiationMethod, queue }) =>
        (Channels?.includes(channel) ?? true) &&
        (InitiationMethods?.includes(initiationMethod) ?? true) &&
        (QueueIds === undefined || (queue !== undefined && QueueIds.includes(queue.id))),
    )
    .sort((a, b) => direction * (timeOf(a) - timeOf(b)));
  const { page, next } = paginate(found, {
    largest: 100,
    ...(input.MaxResults === undefined ? {} : { maxResults: input.MaxResults }),
    ...(input.NextToken === undefined ? {} : { nextToken: input.NextToken }),
  });
  return {
    Contacts: page.map((contact) => describeContact(contact, seed)),
    TotalCount: found.length,
    ...next,
  };
};
