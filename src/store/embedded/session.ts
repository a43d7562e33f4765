import type pg from 'pg';

/** A statement with its parameters, as pg and Kysely write them. */
type Query = (sql: string, parameters?: readonly unknown[]) => Promise<pg.QueryResult>;

/** What Kysely and pg-boss take for a connection of a pool. */
export interface Lane {
  query: Query;
  release(): void;
}

/**
 * Ends a statement whose loss a crash may cause and nobody would notice, because what led to it is then
 * done again: it reaches the disk with the next that must. To PostgreSQL itself it is a comment.
 */
export const WITH_THE_NEXT = '/* durable with the next */';

/**
 * The one connection of the embedded database, shared by everybody: statements go out at once, one
 * behind the other, and a transaction has it to itself from its begin until its end is sent.
 */
export function shareSession(client: pg.Client): { lane(): Lane } {
  let owner: Lane | undefined;
  let freed = Promise.withResolvers<void>();
  /** Whether commits wait for the disk; a new session's do. */
  let isDurable = true;

  /** Sets what commits from now on do, where that is not what they do already. */
  function setDurable(durable: boolean): void {
    if (isDurable === durable) return;
    isDurable = durable;
    void client.query(`set synchronous_commit = ${durable ? 'on' : 'off'}`, []).catch(() => {});
  }

  function free(): void {
    owner = undefined;
    freed.resolve();
    freed = Promise.withResolvers();
  }

  return {
    lane() {
      const lane: Lane = {
        async query(sql, parameters) {
          while (owner && owner !== lane) await freed.promise;
          if (owner !== lane) setDurable(!sql.endsWith(WITH_THE_NEXT));
          if (sql === 'begin') owner = lane;
          const sent = client.query(sql, parameters as unknown[]);
          if (sql === 'commit' || sql === 'rollback') free();
          return sent;
        },
        release() {
          if (owner === lane) void lane.query('rollback').catch(() => {});
        },
      };
      return lane;
    },
  };
}
