import { locateDatabase } from '../config/config.ts';
import { createLog } from '../config/log.ts';
import { openDatabase } from '../store/database.ts';
import { JOBS_USAGE, runJobs } from './jobs.ts';

const USAGE = `Usage: npm run reach-out -- COMMAND

${JOBS_USAGE}

The database is the one that DATABASE_URL or DATA_DIR names. The embedded one opens
only while Reach Out itself is stopped.
`;

const ACTIONS = new Set(['list', 'retry', 'drop']);

const [command, ...rest] = process.argv.slice(2);

if (command !== 'jobs' || !ACTIONS.has(rest[0] ?? 'list')) {
  const asked = command === undefined || command === 'help' || command === '--help';
  (asked ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = asked ? 0 : 1;
} else {
  const log = createLog('warn');
  try {
    const database = await openDatabase(locateDatabase(process.env), () => {});
    process.exitCode = await runJobs(database, rest, (line) => process.stdout.write(`${line}\n`), log);
    await database.close();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
