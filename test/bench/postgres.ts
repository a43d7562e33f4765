import { query, startServer } from '../support/postgres.ts';

export interface Postgres {
  /** A new, empty database; its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** A PostgreSQL server as it comes, fsync on. */
export async function startPostgres(): Promise<Postgres> {
  const server = await startServer([]);
  return {
    async createDatabase(name) {
      await query(server.urlOf('postgres'), `create database ${name}`);
      return server.urlOf(name);
    },
    stop: server.stop,
  };
}
