import { setTimeout as delay } from 'node:timers/promises';
import { type ConnectClient, DescribeUserCommand, type User } from '@aws-sdk/client-connect';
import { LRUCache } from 'lru-cache';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Log } from '../domain/kernel/log.ts';

/** A name that could not be had is asked for again after this, too. */
const FRESH_MS = 60 * 60_000;

/** A message does not wait longer for a name: it says "an agent". */
const WAIT_MS = 1_000;

/** What is not answered by then is given up. */
const ANSWER_MS = 10_000;

/** The names of agents, as far as the app may ask for them. */
export interface Agents {
  nameOf(id: string): string | undefined;
  /** Asks for those that are not known. Resolves when they are, or after a second; never rejects. */
  learn(ids: string[]): Promise<void>;
}

export function createAgents(client: ConnectClient, InstanceId: string, log: Log): Agents {
  const names = new LRUCache<string, string>({
    ...atMost(10_000),
    ttl: FRESH_MS,
    fetchMethod: (UserId) =>
      client
        .send(new DescribeUserCommand({ InstanceId, UserId }), {
          abortSignal: AbortSignal.timeout(ANSWER_MS),
        })
        .then(({ User }) => nameOf(User))
        .catch((error) => {
          log.info({ error: error.name }, 'name of an agent not available; "an agent" stands in its place');
          return '';
        }),
  });
  return {
    nameOf: (id) => names.get(id) || undefined,
    async learn(ids) {
      const unknown = ids.filter((id) => !names.has(id));
      if (unknown.length === 0) return;
      const asked = Promise.all(unknown.map((id) => names.fetch(id)));
      await Promise.race([asked, delay(WAIT_MS, undefined, { ref: false })]);
    },
  };
}

function nameOf({ IdentityInfo, Username = '' }: User = {}): string {
  const { FirstName, LastName } = IdentityInfo ?? {};
  return [FirstName, LastName].filter(Boolean).join(' ') || Username;
}
