import {
  ConnectClient,
  type ConnectClientConfig,
  CreateContactFlowCommand,
  InvalidContactFlowException,
  paginateListContactFlows,
  paginateListInstances,
  paginateListPhoneNumbersV2,
  paginateListQueues,
} from '@aws-sdk/client-connect';
import { channelImportedFrom } from '../../domain/channels/registry.ts';
import { orStopped } from '../../domain/kernel/or-stopped.ts';
import type { CreatedFlow, Inventory, Item, LookUp, NumberItem } from '../../domain/setup/inventory.ts';
import { causeOf, isClockFault, outcomeOf } from '../outcome.ts';
import { createTransport } from '../transport.ts';

/** Hundreds of flows come in one page; with two pages a second, a list of thousands takes a few seconds. */
const DEADLINE_MS = 30_000;

/** A page of a thousand flows is shorter by far. */
const MOST_BYTES = 2_000_000;

type Options = { abortSignal: AbortSignal };

/** Reads what there is, and creates flows. */
export function createInventory(aws: ConnectClientConfig): Inventory & { close(): void } {
  const { handler } = createTransport(MOST_BYTES);
  const client = new ConnectClient({ maxAttempts: 3, requestHandler: handler, ...aws });
  const pages = { client, pageSize: 1000 };

  async function ask<T>(operation: string, call: (options: Options) => Promise<T>): Promise<T | Trouble> {
    const abortSignal = AbortSignal.timeout(DEADLINE_MS);
    let isIdentified = false;
    try {
      await orStopped(client.config.credentials(), abortSignal);
      isIdentified = true;
      return await orStopped(call({ abortSignal }), abortSignal);
    } catch (error) {
      return troubleOf(error, operation, isIdentified);
    }
  }

  function list<Found>(operation: string, read: (options: Options) => AsyncIterable<Found>) {
    return ask<LookUp<Found>>(operation, async (options) => {
      const items: Found[] = [];
      for await (const item of read(options)) items.push(item);
      return { kind: 'found', items };
    });
  }

  return {
    instances: () =>
      list('ListInstances', async function* (options) {
        // Source: Amazon Connect API, ListInstances: at most 10 a page.
        for await (const page of paginateListInstances({ client, pageSize: 10 }, {}, options))
          for (const { Id = '', Arn = '', InstanceAlias, InstanceStatus } of page.InstanceSummaryList ?? [])
            yield {
              ...item(Id, Arn, InstanceAlias),
              ...(InstanceStatus !== 'ACTIVE' && { obstacle: 'is not active' }),
            };
      }),

    numbers: (instance) =>
      list('ListPhoneNumbersV2', async function* (options) {
        const of = instance.startsWith('arn:') ? { TargetArn: instance } : { InstanceId: instance };
        for await (const page of paginateListPhoneNumbersV2(pages, of, options))
          for (const one of page.ListPhoneNumbersSummaryList ?? []) {
            const { PhoneNumberId = '', PhoneNumberArn = '', PhoneNumber: number = '' } = one;
            const channel = channelOf(one.SourcePhoneNumberArn);
            yield {
              ...item(PhoneNumberId, PhoneNumberArn, one.PhoneNumberDescription || number),
              ...{ number, ...(channel && { channel }) },
            } satisfies NumberItem;
          }
      }),

    queues: (InstanceId) =>
      list('ListQueues', async function* (options) {
        for await (const page of paginateListQueues(pages, { InstanceId, QueueTypes: ['STANDARD'] }, options))
          for (const { Id = '', Arn = '', Name } of page.QueueSummaryList ?? []) yield item(Id, Arn, Name);
      }),

    flows: (InstanceId) => list('ListContactFlows', (options) => listFlows(pages, InstanceId, options)),

    async createFlow(InstanceId, { name: Name, content: Content }): Promise<CreatedFlow> {
      const flow = { InstanceId, Name, Content, Type: 'CONTACT_FLOW' } as const;
      return ask<CreatedFlow>('CreateContactFlow', async (options) => {
        try {
          const { ContactFlowId: id } = await client.send(new CreateContactFlowCommand(flow), options);
          return id ? { kind: 'created', id } : { kind: 'failed', cause: 'The answer has no ContactFlowId.' };
        } catch (error) {
          if (error instanceof InvalidContactFlowException)
            return {
              kind: 'invalid',
              problems: (error.problems ?? []).flatMap(({ message = [] }) => message),
            };
          if ((error as Error).name === 'DuplicateResourceException') return { kind: 'taken' };
          throw error;
        }
      });
    },

    close: () => client.destroy(),
  };
}

async function* listFlows(
  pages: { client: ConnectClient; pageSize: number },
  InstanceId: string,
  options: Options,
): AsyncIterable<Item> {
  const asked = { InstanceId, ContactFlowTypes: ['CONTACT_FLOW' as const] };
  for await (const page of paginateListContactFlows(pages, asked, options)) {
    for (const { Id = '', Arn = '', Name, ...flow } of page.ContactFlowSummaryList ?? []) {
      const isArchived = flow.ContactFlowState === 'ARCHIVED';
      const obstacle = isArchived ? 'is archived' : flow.ContactFlowStatus === 'SAVED' && 'is not published';
      yield { ...item(Id, Arn, Name), ...(obstacle && { obstacle }) };
    }
  }
}

function item(id: string, arn: string, name: string | undefined): Item {
  return { id, arn, name: name || id };
}

/** Source: Amazon Connect API, ListPhoneNumbersSummary: the ARN of the service that a number was imported from. */
function channelOf(sourceArn = ''): NumberItem['channel'] {
  const [, , service] = sourceArn.split(':');
  return channelImportedFrom(service);
}

type Trouble = Exclude<LookUp<never>, { kind: 'found' }>;

function troubleOf(error: unknown, operation: string, isIdentified: boolean): Trouble {
  const { error: name, status, code } = causeOf(error);
  const why = name ?? code ?? (status ? `HTTP ${status}` : '');
  const outcome = outcomeOf(error, isIdentified ? 'sent' : 'identifying');
  const failure = outcome.kind === 'rejected' ? outcome.failure.code : undefined;
  if (failure === 'access_denied') return { kind: 'denied', permission: `connect:${operation}` };
  const failed = (cause: string): Trouble => ({ kind: 'failed', cause: `${cause}${why && ` (${why})`}.` });
  if (isClockFault(error)) return failed('This machine’s clock is more than five minutes off: set it right');
  if (failure === 'credentials' || failure === 'malformed_credentials')
    return failed('AWS credentials are missing, wrong or expired: sign in, or set AWS_PROFILE');
  if (failure === 'not_found') return failed('Amazon Connect knows no such instance in this region');
  if (outcome.kind === 'not_now' && outcome.waiting === 'quota')
    return failed('The instance has as many as its quota in Service Quotas allows: ask AWS for more');
  if (outcome.kind === 'not_now' && outcome.waiting === 'rate')
    return failed(`Amazon Connect takes no more of ${operation} for now: try again in a minute`);
  if (failure && name) return failed(`Amazon Connect refused ${operation}`);
  if (status && !failure)
    return failed(`${operation} was answered with an error: try again, or check HTTPS_PROXY`);
  return failed(`Amazon Connect did not answer ${operation}: check the network, HTTPS_PROXY and the region`);
}
