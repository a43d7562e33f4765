import type { Diagnosis, Finding } from '../../domain/doctor/finding.ts';
import { judgePlace } from '../../domain/doctor/slack/judge-membership.ts';
import type { Places } from '../../domain/policy/places.ts';
import { type Arrivals, createArrivals } from '../../slack/arrivals.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';

/** What is known of the app for so long after it was looked at. */
const GOOD_MS = 30 * 60_000;

/** Doctor of the app that runs. */
export interface RunningDoctor {
  /** Is told of whatever comes from Slack. */
  arrivals: Arrivals;
  /** Looks now, also at the place where it is asked. Never rejects. */
  examine(place: { placeId: string; placeName: string }, places: Places): Promise<Diagnosis>;
  /** What was found last. Where that is long ago, or never, it is looked at in the background, and then said. */
  last(onFound: () => void): Diagnosis | undefined;
}

export function openDoctor(
  { config, overrides, ending, opened }: Site,
  { database, clock }: Pick<Store, 'database' | 'clock'>,
): RunningDoctor {
  const arrivals = createArrivals(clock.now);
  let looking: Promise<Diagnosis> | undefined;
  let found: { diagnosis: Diagnosis; at: number } | undefined;
  opened.push(async () => looking);

  /** One look at a time, for whoever asks meanwhile: two would be in each other's way. */
  function look(): Promise<Diagnosis> {
    looking ??= lookNow().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function lookNow(): Promise<Diagnosis> {
    // All that only doctor asks of AWS is loaded once somebody wants to know.
    const { examine } = await import('./examine.ts');
    const running = { arrivals: arrivals.facts };
    const examined = { config, faults: [], outside: overrides, database: async () => database, running };
    const diagnosis = await examine(examined, ending);
    found = { diagnosis, at: clock.now().getTime() };
    return diagnosis;
  }

  return {
    arrivals,
    async examine({ placeId, placeName }, places) {
      const [diagnosis, place] = await Promise.all([look(), places.find(placeId, placeName)]);
      return { ...diagnosis, findings: withPlace(diagnosis.findings, judgePlace(place)) };
    },
    last(onFound) {
      const isGood = found && Math.abs(clock.now().getTime() - found.at) < GOOD_MS;
      if (!isGood) void look().then(onFound, () => {});
      return found?.diagnosis;
    },
  };
}

/** Behind all else of its area. */
function withPlace(findings: readonly Finding[], place: Finding): Finding[] {
  const after = findings.findLastIndex(({ area }) => area === place.area) + 1;
  return findings.toSpliced(after, 0, place);
}
