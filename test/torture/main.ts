import { parseArgs } from 'node:util';
import type { Result } from './torture.ts';
import { faultsOf, torture } from './torture.ts';

const USAGE = `npm run torture -- [options]
  --kills N       processes to end on each database (200)
  --database D    embedded, postgres or both (both)
  --instances N   processes on PostgreSQL (3); the embedded database takes one
  --people N      how many reach out at a time (16)
  --talkers N     how many answer customers at a time (6)
  --mode M        http or socket (http)
  --no-events     the app asks for its contacts and gets no events
  --seed N        the same chances again
  --seconds N     at most so long on each database (1800)`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    database: { type: 'string', default: 'both' },
    instances: { type: 'string', default: '3' },
    people: { type: 'string', default: '16' },
    talkers: { type: 'string', default: '6' },
    mode: { type: 'string', default: 'http' },
    'no-events': { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    seconds: { type: 'string', default: '1800' },
    help: { type: 'boolean', default: false },
  },
});

function print(database: string, result: Result): void {
  const { kills, requests, presses, acknowledged, contacts, ended, lost, doubled, talks } = result;
  const { accepted, refused, unknown, stayed } = talks.ended;
  const percent = ((100 * unknown) / Math.max(1, talks.confirmed)).toFixed(1);
  const lines = [
    `${database}: ${kills} kills · ${requests} requests (${presses} presses) · ${acknowledged} acknowledged · ${contacts} contacts`,
    `  started ${ended.started} · failed ${ended.failed} · unresolved ${ended.unresolved} · lost ${lost.length} · doubled ${doubled.length}`,
    `  customers said ${talks.said} · shown ${talks.shown} · over before anybody listened ${talks.unheard}`,
    `  people wrote ${talks.written} · confirmed ${talks.confirmed} · accepted ${accepted} · refused ${refused} · stayed ${stayed} · we don't know ${unknown} (${percent} %)`,
    `  of both: lost ${talks.lost.length} · doubled ${talks.doubled.length} · silent ${talks.silent.length} · leaked ${talks.leaked.length}`,
    `  all told ${(result.settledMs / 1000).toFixed(1)} s after the last kill`,
    ...[...result.where].sort().map(([where, count]) => `    ${String(count).padStart(4)}  ${where}`),
    ...faultsOf(result)
      .slice(0, 50)
      .map((fault) => `  ! ${fault}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (values.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}
process.stdout.write(`seed ${values.seed}\n`);
let faults = 0;
for (const database of ['embedded', 'postgres'] as const) {
  if (values.database !== 'both' && values.database !== database) continue;
  const result = await torture({
    database,
    instances: database === 'embedded' ? 1 : Number(values.instances),
    kills: Number(values.kills),
    seed: Number(values.seed),
    events: !values['no-events'],
    mode: values.mode === 'socket' ? 'socket' : 'http',
    people: Number(values.people),
    talkers: Number(values.talkers),
    withinMs: Number(values.seconds) * 1000,
    settleMs: 240_000,
    say: (progress) => process.stderr.write(`${progress}\n`),
  });
  print(database, result);
  faults += faultsOf(result).length;
}
process.exit(faults === 0 ? 0 : 1);
