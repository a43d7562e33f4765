import {
  type ConnectClient,
  DescribeInstanceCommand,
  paginateListContactFlows,
  paginateListPhoneNumbersV2,
  paginateListQueues,
} from '@aws-sdk/client-connect';
import type { Log } from '../domain/kernel/log.ts';

export type ListName = 'flows' | 'queues' | 'numbers';

export interface Entry {
  id: string;
  name: string;
}

/** What the instance holds, by name. Kept for five minutes, because lists share a quota of 2 calls a second. */
export interface Directory {
  /** Whether the list could be fetched; until then its field is typed by hand. */
  isListable(list: ListName): boolean;
  nameOf(list: ListName, id: string): string | undefined;
  /** Entries whose name holds the query, at most 100, Slack's limit for options. */
  search(list: ListName, query: string): Promise<Entry[]>;
  /** The page of a contact on the instance's own address; undefined until that is known. */
  contactUrl(contactId: string): string | undefined;
  /** Fetches in the background what is not known or old. */
  refresh(): Promise<void>;
}

const FRESH_MS = 5 * 60_000;

/** What could not be fetched is tried again after this, when somebody asks for it. */
const RETRY_MS = 30_000;
const MOST_OPTIONS = 100;
const LISTS: ListName[] = ['flows', 'queues', 'numbers'];

export function createDirectory(
  client: ConnectClient,
  instanceId: string,
  log: Log,
  now: () => number = Date.now,
): Directory {
  const known = new Map<ListName, { entries: Entry[]; at: number }>();
  const pending = new Map<ListName, Promise<void>>();

  let accessUrl: string | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  async function loadInstance(): Promise<void> {
    const { Instance } = await client.send(new DescribeInstanceCommand({ InstanceId: instanceId }));
    accessUrl = Instance?.InstanceAccessUrl;
  }

  async function load(list: ListName): Promise<void> {
    try {
      known.set(list, { entries: await fetchEntries(client, list, instanceId), at: now() });
    } catch (error) {
      log.info({ list, error: (error as Error).name }, 'list not available; its field is typed by hand');
    }
  }

  function ensure(list: ListName): Promise<void> {
    if (now() - (known.get(list)?.at ?? Number.NEGATIVE_INFINITY) < FRESH_MS) return Promise.resolve();
    const running = pending.get(list) ?? load(list).finally(() => pending.delete(list));
    pending.set(list, running);
    return running;
  }

  async function refresh(): Promise<void> {
    refreshedAt = now();
    if (!accessUrl)
      await loadInstance().catch((error) => log.info({ error: error.name }, 'instance not described'));
    for (const list of LISTS) await ensure(list);
  }

  /** Whoever asks gets what is known now; the next one gets what is new. */
  function refreshSoon(): void {
    if (now() - refreshedAt >= RETRY_MS) void refresh();
  }

  return {
    isListable: (list) => known.has(list),
    nameOf(list, id) {
      refreshSoon();
      return known.get(list)?.entries.find((entry) => entry.id === id || id.endsWith(`/${entry.id}`))?.name;
    },
    async search(list, query) {
      await ensure(list);
      const wanted = query.trim().toLowerCase();
      const entries = known.get(list)?.entries ?? [];
      return entries.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST_OPTIONS);
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

async function fetchEntries(client: ConnectClient, list: ListName, instanceId: string): Promise<Entry[]> {
  const entries = await FETCH[list](client, instanceId);
  return entries.sort((a, b) => a.name.localeCompare(b.name));
}

const FETCH: Record<ListName, (client: ConnectClient, instanceId: string) => Promise<Entry[]>> = {
  async flows(client, InstanceId) {
    const entries: Entry[] = [];
    for await (const page of paginateListContactFlows(
      { client, pageSize: 1000 },
      { InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] },
    )) {
      for (const flow of page.ContactFlowSummaryList ?? []) {
        const usable = flow.ContactFlowState !== 'ARCHIVED' && flow.ContactFlowStatus !== 'SAVED';
        if (usable && flow.Id) entries.push({ id: flow.Id, name: flow.Name ?? flow.Id });
      }
    }
    return entries;
  },
  async queues(client, InstanceId) {
    const entries: Entry[] = [];
    for await (const page of paginateListQueues(
      { client, pageSize: 1000 },
      { InstanceId, QueueTypes: ['STANDARD'] },
    )) {
      for (const { Id, Name } of page.QueueSummaryList ?? [])
        if (Id) entries.push({ id: Id, name: Name ?? Id });
    }
    return entries;
  },
  async numbers(client, instanceId) {
    const TargetArn = instanceId.startsWith('arn:') ? instanceId : await instanceArn(client, instanceId);
    const entries: Entry[] = [];
    for await (const page of paginateListPhoneNumbersV2({ client, pageSize: 1000 }, { TargetArn })) {
      for (const { PhoneNumber } of page.ListPhoneNumbersSummaryList ?? []) {
        if (PhoneNumber) entries.push({ id: PhoneNumber, name: PhoneNumber });
      }
    }
    return entries;
  },
};

async function instanceArn(client: ConnectClient, InstanceId: string): Promise<string | undefined> {
  const { Instance } = await client.send(new DescribeInstanceCommand({ InstanceId }));
  return Instance?.Arn;
}
