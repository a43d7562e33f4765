import type { Facts } from '../../src/domain/policy/decide.ts';

/** What the policy is asked about where no more is known than this. */
export function knownOnly(facts: Partial<Facts>): Facts {
  const nothing: Facts = {
    ...{ person: undefined, recipient: undefined, channel: undefined, blocks: undefined, optOut: undefined },
    ...{ placeId: undefined, place: undefined, open: undefined, usedUp: undefined, goes: undefined },
    ...{ isFirstContact: undefined, rows: undefined },
  };
  return { ...nothing, ...facts };
}
