import pg from 'pg';
import { SESSION } from '../session.ts';
import { explainPostgres, READ_ONLY } from './faults.ts';

const DEADLINE_MS = 10_000;

/** More than the connections that a pooler hands out in turn. */
const LOOKS = 50;

/** @throws a sentence, where the server can't be reached, or is none that the app can rely on. */
export async function checkServer(url: string): Promise<void> {
  const clients: pg.Client[] = [];
  try {
    const fault = faultOf(await look(url, clients));
    if (fault) throw new Error(fault);
  } finally {
    // What is no PostgreSQL may never end a connection, so that is not waited for.
    void Promise.allSettled(clients.map((client) => client.end()));
  }
}

interface Found {
  encoding: string;
  isReadOnly: boolean;
  isPooledByTransaction: boolean;
}

function faultOf({ encoding, isReadOnly, isPooledByTransaction }: Found): string | undefined {
  if (isReadOnly) return READ_ONLY.sentence;
  if (encoding !== 'UTF8')
    return `The database that DATABASE_URL names holds ${encoding}, which has no room for every message. Create one with the encoding UTF8, and let DATABASE_URL name it.`;
  if (isPooledByTransaction)
    return 'DATABASE_URL leads to a pooler, such as PgBouncer, that pools by transaction. Let it pool by session (pool_mode = session), or name the server itself.';
  return undefined;
}

async function look(url: string, clients: pg.Client[]): Promise<Found> {
  const connect = async () => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: DEADLINE_MS,
      query_timeout: DEADLINE_MS,
    });
    clients.push(client.on('error', () => {}));
    await client.connect();
    return client;
  };
  try {
    const first = await connect();
    // Amazon RDS Proxy leaves a connection that was set up to whoever did so.
    await first.query(SESSION);
    const { process, ...found } = await ask(first);
    // A pooler makes up the process that it tells of when a connection begins.
    const isPooled = announcedProcess(first) !== process;
    return { ...found, isPooledByTransaction: isPooled && (await isShared(process, await connect())) };
  } catch (error) {
    throw explainPostgres(error, url);
  }
}

interface Answer extends Omit<Found, 'isPooledByTransaction'> {
  process: number;
}

async function ask(client: pg.Client): Promise<Answer> {
  const { rows } = await client.query<Answer>(`
    select pg_backend_pid() as process, current_setting('server_encoding') as encoding,
      current_setting('transaction_read_only') = 'on' as "isReadOnly"`);
  return rows[0] as Answer;
}

/** node-postgres keeps it; its types don't say so. */
function announcedProcess(client: pg.Client): number | undefined {
  return (client as pg.Client & { processID?: number }).processID;
}

/** Whether another connection comes to the same process: there, too, what the first has set and prepared. */
async function isShared(process: number, other: pg.Client): Promise<boolean> {
  for (let looks = 0; looks < LOOKS; looks++) {
    if ((await ask(other)).process === process) return true;
  }
  return false;
}
