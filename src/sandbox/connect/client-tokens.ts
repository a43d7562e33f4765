import type { Clock } from './clock.ts';

/** "The token is valid for 7 days after creation." */
const VALID_MS = 7 * 24 * 3600_000;
/** Oldest entries go first beyond this, so that load tests stay within memory. */
const MAX_TOKENS = 200_000;

/** `parameters` is a fingerprint of the request's members; `at` is epoch ms. */
export type TokenEntry = { contactId: string; parameters: string; at: number };

export type ClientTokens = {
  find(key: string): TokenEntry | undefined;
  remember(key: string, contactId: string, parameters: string): void;
  /** How many contacts each token has started; more than 1 is what must never happen. */
  contactsPerToken(): Map<string, number>;
  entries(): [string, TokenEntry][];
  load(entries: readonly [string, TokenEntry][]): void;
};

export function clientTokens(clock: Clock): ClientTokens {
  const tokens = new Map<string, TokenEntry>();
  const started = new Map<string, number>();
  return {
    find(key) {
      const entry = tokens.get(key);
      return entry && clock.now() - entry.at < VALID_MS ? entry : undefined;
    },
    remember(key, contactId, parameters) {
      tokens.delete(key);
      tokens.set(key, { contactId, parameters, at: clock.now() });
      const token = key.slice(key.indexOf(':') + 1);
      started.set(token, (started.get(token) ?? 0) + 1);
      trim(tokens);
      trim(started);
    },
    contactsPerToken: () => new Map(started),
    entries: () => [...tokens],
    load(entries) {
      tokens.clear();
      started.clear();
      for (const [key, entry] of entries) {
        tokens.set(key, entry);
        const token = key.slice(key.indexOf(':') + 1);
        started.set(token, (started.get(token) ?? 0) + 1);
      }
    },
  };
}

function trim(map: Map<string, unknown>): void {
  if (map.size <= MAX_TOKENS) return;
  for (const key of map.keys()) {
    map.delete(key);
    if (map.size <= MAX_TOKENS) return;
  }
}
