import type { Finding } from '../finding.ts';
import { halved } from './halved.ts';

/** `none`: the app has never run on it. */
export type Tables = 'current' | 'older' | 'newer' | 'none';

export interface DatabaseFacts {
  kind: 'embedded' | 'postgres';
  /** Of the server, such as 18.4. */
  version: string;
  tables: Tables;
  /** Milliseconds that an empty statement takes there and back. */
  latencyMs: number;
  /** What keeps it from taking changes, as a sentence. */
  fault?: string;
}

const COMMON = { area: 'App', check: 'database' } as const;

/** A request from Slack waits for a handful of statements, and for three seconds at most. */
const SLOW_MS = 100;

export function judgeDatabase({ kind, version, tables, latencyMs, fault }: DatabaseFacts): Finding[] {
  const name =
    kind === 'embedded' ? `The embedded database (PostgreSQL ${version})` : `PostgreSQL ${version}`;
  const ms = latencyMs < 10 ? latencyMs.toFixed(1) : latencyMs.toFixed(0);
  const says = `${name} answers within ${ms} ms`;
  return [
    fault ? faulty(name, fault) : reached(says, latencyMs),
    ...(tables === 'current' ? [] : [judgeTables(tables)]),
  ];
}

function reached(says: string, latencyMs: number): Finding {
  if (latencyMs < SLOW_MS) return { ...COMMON, verdict: 'ok', says: `${says}, and takes changes.` };
  return {
    ...{ ...COMMON, verdict: 'warning', says: `${says}, which is slow.` },
    cause: 'Slack waits three seconds for an answer, and some statements are between.',
    next: 'Move Reach Out near its database, or look at what keeps that busy.',
  };
}

function faulty(name: string, fault: string): Finding {
  const [cause, next] = halved(fault);
  return {
    ...{ ...COMMON, verdict: 'failure', says: `${name} takes no changes.` },
    ...{ cause, next: next || 'Look at its log.' },
  };
}

function judgeTables(tables: Exclude<Tables, 'current'>): Finding {
  const common = { area: 'App', check: 'tables' } as const;
  if (tables === 'newer')
    return {
      ...{ ...common, verdict: 'failure', says: 'The tables are those of a newer version of Reach Out.' },
      cause: 'This version cannot work with them, and there is no way back.',
      next: 'Run the newer version, or restore a backup from before it.',
    };
  return {
    ...{ ...common, verdict: 'warning' },
    says:
      tables === 'none'
        ? 'Reach Out has never run on this database.'
        : 'The tables are those of an earlier version of Reach Out.',
    cause: 'A start makes or renews them; doctor changes nothing.',
    next: 'Start Reach Out once.',
    command: 'npm start',
  };
}

/** `reason`: where there is none yet, as sentences, the last of which is what to do. */
export function judgeNoDatabase(reason: string): Finding {
  const [says, next] = halved(reason);
  return {
    ...{ ...COMMON, verdict: 'warning', says },
    cause: 'The first start makes one; doctor changes nothing.',
    ...{ next, command: 'npm start' },
  };
}

/** `reason`: why it can't be opened, as sentences, the last of which is what to do. */
export function judgeUnopened(reason: string): Finding {
  const [cause, next] = halved(reason);
  return {
    ...{ ...COMMON, verdict: 'failure', says: 'The database cannot be opened.' },
    cause,
    next: next || 'Check DATABASE_URL or DATA_DIR.',
  };
}
