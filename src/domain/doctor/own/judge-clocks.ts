import type { Finding } from '../finding.ts';

/** Somebody else's clock. */
export interface OtherClock {
  whose: 'Slack' | 'AWS' | 'PostgreSQL';
  /** By so much it is ahead of this machine's, in milliseconds; undefined: it was not told. */
  aheadMs: number | undefined;
}

/** HTTP tells whole seconds. */
const NOTABLE_MS = 10_000;
const MOST_MS = 60_000;

/** Slack and AWS refuse what is signed more than 300 s off; the app's own times are the database's. */
const EFFECTS: Record<OtherClock['whose'], string> = {
  Slack: "At 300 s, Slack's requests are taken for forged ones, and nothing that people press arrives.",
  AWS: 'At 300 s, AWS refuses each call, and no contact is started.',
  PostgreSQL: "Reach Out goes by the database's clock: what is scheduled goes out at the wrong time.",
};

export function judgeClocks(clocks: readonly OtherClock[]): Finding[] {
  return clocks.map(judgeClock);
}

function judgeClock({ whose, aheadMs }: OtherClock): Finding {
  const common = { area: 'App', check: 'clock' } as const;
  if (aheadMs === undefined)
    return {
      ...{
        ...common,
        verdict: 'warning',
        says: `It is not known how this machine's clock is to ${whose}'s.`,
      },
      cause: `${whose} could not be asked for the time.`,
      next: 'Mend what keeps it from answering first.',
    };
  const off = Math.abs(aheadMs);
  const seconds = off < NOTABLE_MS ? (off / 1000).toFixed(1) : String(Math.round(off / 1000));
  const says = `This machine's clock is ${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} ${whose}'s.`;
  if (off <= NOTABLE_MS) return { ...common, verdict: 'ok', says };
  return {
    ...{ ...common, verdict: off > MOST_MS ? 'failure' : 'warning', says },
    cause: EFFECTS[whose],
    next:
      whose === 'PostgreSQL'
        ? "Set this machine's clock and the database server's by NTP."
        : "Set this machine's clock by NTP.",
    command: 'timedatectl set-ntp true',
  };
}
