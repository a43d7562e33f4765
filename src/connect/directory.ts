import { setTimeout as delay } from 'node:timers/promises';
import {
  type ConnectClient,
  DescribeInstanceCommand,
  paginateListContactFlows,
  paginateListPhoneNumbersV2,
  paginateListQueues,
} from '@aws-sdk/client-connect';
import { LRUCache } from 'lru-cache';
import type { ListName } from '../domain/intake/fields/field.ts';
import type { Log } from '../domain/kernel/log.ts';

export interface Entry {
  id: string;
  name: string;
}

/**
 * What the instance holds, by name. Lists share a quota of 2 calls a second, so they are fetched anew after
 * five minutes; what is known is shown meanwhile.
 */
export interface Directory {
  /** Whether the list could be fetched; until then its field is typed by hand. */
  isListable(list: ListName): boolean;
  nameOf(list: ListName, id: string): string | undefined;
  /** Entries whose name holds the query. A first fetch is waited for 2.5 s, then what has arrived is searched. */
  search(list: ListName, query: string): Promise<Entry[]>;
  /** The page of a contact on the instance's own address; undefined until that is known. */
  contactUrl(contactId: string): string | undefined;
  /** Fetches in the background what is not known or old. */
  refresh(): Promise<void>;
}

const FRESH_MS = 5 * 60_000;

/** What could not be fetched is tried again after this, when somebody asks for it. */
const RETRY_MS = 30_000;

/** Slack drops options that come after 3 s. */
const FIRST_FETCH_MS = 2500;
const LISTS: ListName[] = ['flows', 'queues', 'numbers'];

interface Clock {
  now(): number;
  wait(ms: number): Promise<unknown>;
}

const SYSTEM: Clock = { now: Date.now, wait: (ms) => delay(ms, undefined, { ref: false }) };

export function createDirectory(
  client: ConnectClient,
  instanceId: string,
  log: Log,
  clock: Clock = SYSTEM,
): Directory {
  /** What has arrived of the lists that are being fetched. */
  const arrived = new Map<ListName, Entry[]>();
  const lists = new LRUCache<ListName, Entry[]>({
    max: LISTS.length,
    ttl: FRESH_MS,
    ttlResolution: 0,
    perf: clock,
    allowStale: true,
    noDeleteOnStaleGet: true,
    fetchMethod: load,
  });

  let accessUrl: string | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  async function loadInstance(): Promise<void> {
    const { Instance } = await client.send(new DescribeInstanceCommand({ InstanceId: instanceId }));
    accessUrl = Instance?.InstanceAccessUrl;
  }

  /** Nothing where it can't be fetched: then what was known before stays. */
  async function load(list: ListName): Promise<Entry[] | undefined> {
    const entries: Entry[] = [];
    arrived.set(list, entries);
    try {
      for await (const entry of FETCH[list](client, instanceId)) entries.push(entry);
      return entries.sort((a, b) => a.name.localeCompare(b.name));
    } catch (error) {
      log.info({ list, error: (error as Error).name }, 'list not available; its field is typed by hand');
      return undefined;
    } finally {
      arrived.delete(list);
    }
  }

  async function refresh(): Promise<void> {
    refreshedAt = clock.now();
    if (!accessUrl)
      await loadInstance().catch((error) => log.info({ error: error.name }, 'instance not described'));
    for (const list of LISTS) await lists.fetch(list, { allowStale: false });
  }

  /** Whoever asks gets what is known now; the next one gets what is new. */
  function refreshSoon(): void {
    if (clock.now() - refreshedAt >= RETRY_MS) void refresh();
  }

  return {
    isListable: (list) => lists.get(list) !== undefined,
    nameOf(list, id) {
      refreshSoon();
      return lists.get(list)?.find((entry) => entry.id === id || id.endsWith(`/${entry.id}`))?.name;
    },
    async search(list, query) {
      const known = await Promise.race([
        lists.fetch(list),
        clock.wait(FIRST_FETCH_MS).then(() => arrived.get(list)),
      ]);
      const wanted = query.trim().toLowerCase();
      return (known ?? []).filter(({ name }) => name.toLowerCase().includes(wanted));
    },
    contactUrl(contactId) {
      refreshSoon();
      return accessUrl && contactPage(accessUrl, contactId);
    },
    refresh,
  };
}

/** Source: Amazon Connect Administrator Guide, "Contact search"; older instances have all under `/connect`. */
function contactPage(accessUrl: string, contactId: string): string {
  const { origin, hostname } = new URL(accessUrl);
  const path = hostname.endsWith('.awsapps.com')
    ? '/connect/contact-trace-records/details/'
    : '/contact-trace-records/details/';
  return `${origin}${path}${encodeURIComponent(contactId)}`;
}

type Fetch = (client: ConnectClient, instanceId: string) => AsyncIterable<Entry>;

const FETCH: Record<ListName, Fetch> = {
  async *flows(client, InstanceId) {
    for await (const page of paginateListContactFlows(
      { client, pageSize: 1000 },
      { InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] },
    )) {
      for (const { Id, Name, ...flow } of page.ContactFlowSummaryList ?? []) {
        const isUsable = flow.ContactFlowState !== 'ARCHIVED' && flow.ContactFlowStatus !== 'SAVED';
        if (isUsable && Id) yield { id: Id, name: Name ?? Id };
      }
    }
  },
  async *queues(client, InstanceId) {
    for await (const page of paginateListQueues(
      { client, pageSize: 1000 },
      { InstanceId, QueueTypes: ['STANDARD'] },
    )) {
      for (const { Id, Name } of page.QueueSummaryList ?? []) if (Id) yield { id: Id, name: Name ?? Id };
    }
  },
  async *numbers(client, instanceId) {
    const TargetArn = instanceId.startsWith('arn:') ? instanceId : await instanceArn(client, instanceId);
    for await (const page of paginateListPhoneNumbersV2({ client, pageSize: 1000 }, { TargetArn })) {
      for (const { PhoneNumber } of page.ListPhoneNumbersSummaryList ?? [])
        if (PhoneNumber) yield { id: PhoneNumber, name: PhoneNumber };
    }
  },
};

async function instanceArn(client: ConnectClient, InstanceId: string): Promise<string | undefined> {
  const { Instance } = await client.send(new DescribeInstanceCommand({ InstanceId }));
  return Instance?.Arn;
}
