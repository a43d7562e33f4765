import { parseDatabaseConfig } from '../config/config.ts';
import { openDatabase } from '../store/database.ts';
import { requireTables } from '../store/migrate.ts';
import { createStuckReachOuts } from '../store/stuck.ts';
import { runStuck, STUCK_ACTIONS, STUCK_USAGE } from './stuck.ts';

const USAGE = `Usage: npm run reach-out -- COMMAND

${STUCK_USAGE}

The database is the one that DATABASE_URL or DATA_DIR names. Reach Out may be running
meanwhile, or not.
`;

const [command, ...rest] = process.argv.slice(2);

if (command !== 'stuck' || !STUCK_ACTIONS.includes(rest[0] ?? 'list')) {
  const asked = command === undefined || command === 'help' || command === '--help';
  (asked ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = asked ? 0 : 1;
} else {
  try {
    const database = await openDatabase(parseDatabaseConfig(process.env), () => {}, { join: true });
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    await requireTables(database.kysely)
      .then(async () => {
        process.exitCode = await runStuck(createStuckReachOuts(database.kysely), rest, print);
      })
      .finally(() => database.close());
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
