import { setTimeout as delay } from 'node:timers/promises';
import {
  type ConnectClient,
  DescribeInstanceCommand,
  type Instance,
  paginateListContactFlows,
  paginateListPhoneNumbersV2,
  paginateListQueues,
} from '@aws-sdk/client-connect';
import { LRUCache } from 'lru-cache';
import type { Directory, Entry } from '../domain/intake/directory.ts';
import type { DirectoryList } from '../domain/intake/fields/field.ts';
import type { Log } from '../domain/kernel/log.ts';
import { orStopped } from '../domain/kernel/or-stopped.ts';

const FRESH_MS = 5 * 60_000;

/** What could not be fetched is tried again after this, when somebody asks for it. */
const RETRY_MS = 30_000;

/** Slack drops options that come after 3 s. */
const FIRST_FETCH_MS = 2500;

/** A list that has not come by then, say because credentials don't, is given up. */
const FETCH_MS = 20_000;
const LISTS: DirectoryList[] = ['flows', 'queues', 'numbers'];

interface Clock {
  now(): number;
  wait(ms: number): Promise<unknown>;
}

const SYSTEM: Clock = { now: () => performance.now(), wait: (ms) => delay(ms, undefined, { ref: false }) };

export function createDirectory(
  client: ConnectClient,
  instanceId: string,
  log: Log,
  clock: Clock = SYSTEM,
): Directory {
  /** What has arrived of the lists that are being fetched. */
  const arrived = new Map<DirectoryList, Entry[]>();
  /** Lists that could not be fetched when it was tried last. */
  const failed = new Set<DirectoryList>();
  const lists = new LRUCache<DirectoryList, Entry[]>({
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

  /** Nothing where it can't be fetched: then what was known before stays. */
  async function load(list: DirectoryList): Promise<Entry[] | undefined> {
    const entries: Entry[] = [];
    arrived.set(list, entries);
    try {
      await inTime(async (options) => {
        for await (const entry of FETCH[list](client, instanceId, options)) entries.push(entry);
      });
      failed.delete(list);
      return entries.sort((a, b) => a.name.localeCompare(b.name));
    } catch (error) {
      failed.add(list);
      log.info({ list, error: (error as Error).name }, 'list not available; its field is typed by hand');
      return undefined;
    } finally {
      arrived.delete(list);
    }
  }

  function inTime<T>(call: (options: Options) => Promise<T>): Promise<T> {
    const limit = new AbortController();
    void clock.wait(FETCH_MS).then(() => limit.abort());
    return orStopped(call({ abortSignal: limit.signal }), limit.signal);
  }

  async function refresh(): Promise<void> {
    refreshedAt = clock.now();
    accessUrl ??= await inTime((options) => describeInstance(client, instanceId, options))
      .then((instance) => instance?.InstanceAccessUrl)
      .catch((error) => void log.info({ error: error.name }, 'instance not described'));
    for (const list of LISTS) await lists.fetch(list, { allowStale: false });
  }

  /** Whoever asks gets what is known now; the next one gets what is new. */
  function refreshSoon(): void {
    if (clock.now() - refreshedAt >= RETRY_MS) void refresh();
  }

  return {
    isListable: (list) => lists.get(list) !== undefined || !failed.has(list),
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

interface Options {
  abortSignal: AbortSignal;
}

type Fetch = (client: ConnectClient, instanceId: string, options: Options) => AsyncIterable<Entry>;

const FETCH: Record<DirectoryList, Fetch> = {
  async *flows(client, InstanceId, options) {
    for await (const page of paginateListContactFlows(
      { client, pageSize: 1000 },
      { InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] },
      options,
    )) {
      for (const { Id, Name, ...flow } of page.ContactFlowSummaryList ?? []) {
        const isUsable = flow.ContactFlowState !== 'ARCHIVED' && flow.ContactFlowStatus !== 'SAVED';
        if (isUsable && Id) yield { id: Id, name: Name ?? Id };
      }
    }
  },
  async *queues(client, InstanceId, options) {
    for await (const page of paginateListQueues(
      { client, pageSize: 1000 },
      { InstanceId, QueueTypes: ['STANDARD'] },
      options,
    )) {
      for (const { Id, Name } of page.QueueSummaryList ?? []) if (Id) yield { id: Id, name: Name ?? Id };
    }
  },
  async *numbers(client, instanceId, options) {
    const isArn = instanceId.startsWith('arn:');
    const TargetArn = isArn ? instanceId : (await describeInstance(client, instanceId, options))?.Arn;
    for await (const page of paginateListPhoneNumbersV2({ client, pageSize: 1000 }, { TargetArn }, options)) {
      for (const { PhoneNumber } of page.ListPhoneNumbersSummaryList ?? [])
        if (PhoneNumber) yield { id: PhoneNumber, name: PhoneNumber };
    }
  },
};

async function describeInstance(
  client: ConnectClient,
  InstanceId: string,
  options: Options,
): Promise<Instance | undefined> {
  return (await client.send(new DescribeInstanceCommand({ InstanceId }), options)).Instance;
}
