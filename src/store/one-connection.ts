import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { IDENTITY, types } from './pg-settings.ts';
import { SESSION } from './session.ts';

/** What is done on it, by whichever of the two, is done in one session. */
export interface OneConnection {
  client: pg.Client;
  kysely: Kysely<unknown>;
  /** Also in the middle of a statement. */
  close(): Promise<void>;
}

/** Its statements may take as long as they like. */
export async function connectOnce(
  config: pg.ClientConfig,
  onConnectionError: (error: Error) => void,
): Promise<OneConnection> {
  const client = new pg.Client({ types, ...IDENTITY, ...config });
  client.on('error', onConnectionError);
  await client.connect();
  await client.query(`${SESSION}; set statement_timeout = 0`);
  const pooled = Object.assign(client, { release() {} });
  const pool = { connect: async () => pooled, end: async () => {}, options: {} };
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { client, kysely, close: () => client.end() };
}
