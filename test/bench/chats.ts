import { randomUUID } from 'node:crypto';
import type { SimulatedSqs } from '../../src/sandbox/sqs/index.ts';
import { type Json, textOf } from './json.ts';

/** Calls a second, and how many may come at once. */
interface Quota {
  rate: number;
  burst: number;
}

/** What Slack and Amazon Connect take; the rest is not limited. */
export interface Limits {
  /** chat.postMessage, in each thread, or in each place. */
  posts: { each: 'thread' | 'place'; quota: Quota };
  /** Over the whole workspace, by Slack's method, or by Amazon Connect's `message`. */
  methods: Record<string, Quota>;
}

/** A chat and its thread. */
export interface Chat {
  contactId: string;
  place: string;
  root: string;
}

/** A private question about what was typed. */
export interface Question {
  replyBlock: string;
  reachOutId: string;
}

export interface Refused {
  retryAfter: number;
}

/** The chats of Amazon Connect and their threads in Slack, as cheap as the rest of the outside world. */
export interface Chats {
  sqs: SimulatedSqs;
  limit(limits: Limits): void;
  /** Those that there were are another app's. */
  forget(): void;
  /** The chats that can be answered by now. */
  open(): Chat[];
  /** A customer writes; resolves when that stands in the thread. */
  write(chat: Chat): Promise<void>;
  /** Words for the customer, and what becomes of them. */
  words(): { text: string; asked: Promise<Question>; accepted: Promise<void> };
  /** By what was refused, or went wrong. */
  counts(): Record<string, number>;
  slack(method: string, body: URLSearchParams): Json | Refused | undefined;
  connect(path: string, body: Json, bearer: string): Json | Refused | undefined;
}

/** As long as real ones are. */
const TOKEN_LENGTH = 1_000;

const MARK = /\b(?:in|out)-\d+\b/g;

export function createChats(sqs: SimulatedSqs): Chats {
  let limits: Limits | undefined;
  let serial = 0;
  const buckets = new Map<string, Bucket>();
  const threads = new Map<string, Chat>();
  const connected = new Set<string>();
  const waiting = new Map<string, (found: Question) => void>();
  const done = new Set<string>();
  let counts: Record<string, number> = {};

  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const until = (key: string) => new Promise<Question>((resolve) => waiting.set(key, resolve));
  /** Whatever happens to a text happens once. */
  function happens(key: string, found: Question = { replyBlock: '', reachOutId: '' }): void {
    if (done.has(key)) count(`${key.split(' ')[0]} twice`);
    done.add(key);
    waiting.get(key)?.(found);
    waiting.delete(key);
  }
  function takes(name: string, quota: Quota | undefined): Refused | undefined {
    if (!quota) return undefined;
    const bucket = buckets.get(name) ?? new Bucket(quota);
    buckets.set(name, bucket);
    const retryAfter = bucket.take();
    if (retryAfter > 0) count(`429 ${name.split(' ')[0]}`);
    return retryAfter > 0 ? { retryAfter } : undefined;
  }

  return {
    sqs,
    limit(next) {
      limits = next;
      counts = {};
      buckets.clear();
    },
    forget() {
      limits = undefined;
      threads.clear();
      connected.clear();
      sqs.purge();
    },
    open: () => [...threads.values()].filter(({ contactId }) => connected.has(contactId)),
    async write({ contactId }) {
      const mark = `in-${++serial}`;
      const shown = until(`shown ${mark}`);
      const message = {
        ...{
          Type: 'MESSAGE',
          ContentType: 'text/plain',
          Content: `${mark} Yes, tomorrow at ten would suit me.`,
        },
        ...{ Id: randomUUID(), AbsoluteTime: new Date().toISOString(), DisplayName: '' },
        ...{ ParticipantId: `customer ${contactId}`, ParticipantRole: 'CUSTOMER' },
        ...{ InitialContactId: contactId, ContactId: contactId },
      };
      sqs.send(sqs.queueUrl(), JSON.stringify(message));
      await shown;
    },
    words() {
      const mark = `out-${++serial}`;
      const [asked, accepted] = [until(`asked ${mark}`), until(`accepted ${mark}`)];
      return { text: `${mark} We will call you then.`, asked, accepted: accepted.then(() => {}) };
    },
    counts: () => counts,

    slack(method, body) {
      const [place, root] = [body.get('channel') ?? '', body.get('thread_ts') ?? ''];
      const refused = takes(method, limits?.methods[method]);
      if (refused) return refused;
      if (method === 'chat.postMessage') {
        const each = limits?.posts.each === 'thread' ? `${place} ${root}` : place;
        const tooSoon = takes(`posts ${each}`, limits?.posts.quota);
        if (tooSoon) return tooSoon;
        count('posts');
        const [contactId] = /c0ffee00-[0-9a-f-]{27}/.exec(body.get('text') ?? '') ?? [];
        if (contactId && root) threads.set(contactId, { contactId, place, root });
        for (const mark of marksIn(body)) happens(`shown ${mark}`);
      }
      if (method === 'chat.postEphemeral') {
        const [, replyBlock = ''] = /"block_id":"(reply:[^"]+)"/.exec(body.get('blocks') ?? '') ?? [];
        const [, reachOutId = ''] = /"value":"([^"]+)"/.exec(body.get('blocks') ?? '') ?? [];
        for (const mark of marksIn(body)) happens(`asked ${mark}`, { replyBlock, reachOutId });
      }
      return undefined;
    },

    connect(path, body, bearer) {
      switch (path) {
        case '/contact/start-streaming':
          return { StreamingId: randomUUID() };
        case '/contact/create-participant': {
          const ParticipantToken = `${textOf(body.ContactId)}:`.padEnd(TOKEN_LENGTH, 'p');
          return {
            ParticipantId: `ours ${textOf(body.ContactId)}`,
            ParticipantCredentials: { ParticipantToken },
          };
        }
        case '/participant/connection': {
          const [contactId = ''] = bearer.split(':');
          connected.add(contactId);
          const Expiry = new Date(Date.now() + 24 * 3_600_000).toISOString();
          return {
            ConnectionCredentials: { ConnectionToken: `${contactId}:`.padEnd(TOKEN_LENGTH, 'c'), Expiry },
          };
        }
        case '/participant/transcript':
          return { Transcript: [] };
        case '/participant/message': {
          const refused = takes('message', limits?.methods.message);
          if (refused) return refused;
          for (const mark of textOf(body.Content).match(MARK) ?? []) happens(`accepted ${mark}`);
          return { Id: randomUUID(), AbsoluteTime: new Date().toISOString() };
        }
        default:
          return undefined;
      }
    },
  };
}

/** Notifications may be cut; the blocks hold all. */
function marksIn(body: URLSearchParams): Set<string> {
  return new Set((body.get('blocks') ?? '').match(MARK) ?? []);
}

/** Refilled at its rate. */
class Bucket {
  readonly #quota: Quota;
  #fullAt = 0;

  constructor(quota: Quota) {
    this.#quota = quota;
  }

  /** 0, or the whole seconds until there is room. */
  take(): number {
    const now = performance.now();
    const gap = 1_000 / this.#quota.rate;
    const wait = Math.max(this.#fullAt, now) - gap * (this.#quota.burst - 1) - now;
    if (wait > 0) return Math.max(1, Math.ceil(wait / 1_000));
    this.#fullAt = Math.max(this.#fullAt, now) + gap;
    return 0;
  }
}

export function isRefused(answer: Json | Refused): answer is Refused {
  return typeof answer.retryAfter === 'number';
}
