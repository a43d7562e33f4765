import { type PGlite, parse, protocol, type Results } from '@electric-sql/pglite';
import type { PGlite as KyselyPGlite } from 'kysely';

const { serialize } = protocol;

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number];

interface Statement {
  name: string;
  parameterTypes: number[];
  /** Describes the rows; absent for statements that return none. */
  rowDescription: Message[];
}

/**
 * Ends a statement whose loss a crash may cause and nobody would notice, because what led to it is then
 * done again: it reaches the disk with the next that must. To PostgreSQL itself it is a comment.
 */
export const WITH_THE_NEXT = '/* durable with the next */';

export interface PreparedPGlite extends KyselyPGlite {
  /** Like a statement that ends in WITH_THE_NEXT. */
  queryWithTheNext: PGlite['query'];
}

/** Far more than the app and pg-boss have; what is over is forgotten, oldest first. */
const MOST_STATEMENTS = 300;

/**
 * PGlite's queries with every statement parsed and described once, instead of at each execution: that
 * was a good third of what a reach-out costs. One round through the WASM takes Bind, Execute and Sync.
 */
export function withPreparedStatements(pglite: PGlite): PreparedPGlite {
  const statements = new Map<string, Statement>();
  let named = 0;

  async function send(...messages: Uint8Array[]): Promise<Message[]> {
    const answer = await pglite.execProtocol(Buffer.concat(messages), { syncToFs: false });
    return answer.messages;
  }

  async function prepare(sql: string): Promise<Statement> {
    const known = statements.get(sql);
    if (known) return known;
    await forgetOldest();
    const name = `reach_out_${named++}`;
    const messages = await send(
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    const statement = {
      name,
      parameterTypes: parse.parseDescribeStatementResults(messages),
      rowDescription: messages.filter((message) => message.name === 'rowDescription'),
    };
    statements.set(sql, statement);
    return statement;
  }

  async function forgetOldest(): Promise<void> {
    const [oldest] = statements;
    if (statements.size < MOST_STATEMENTS || !oldest) return;
    statements.delete(oldest[0]);
    await send(serialize.close({ type: 'S', name: oldest[1].name }), serialize.sync());
  }

  /** Whether commits wait for the disk; a new session's do. */
  let isDurable = true;

  /** Sets what commits of this one session do from now on, where that is not what they do already. */
  async function setDurable(durable: boolean): Promise<void> {
    if (isDurable === durable) return;
    await run(`set synchronous_commit = ${durable ? 'on' : 'off'}`);
    isDurable = durable;
  }

  async function run(sql: string, parameters: unknown[] = []): Promise<Results> {
    return pglite._runExclusiveQuery(async () => {
      const statement = await prepare(sql);
      const values = parameters.map((value, index) =>
        serialized(pglite, statement.parameterTypes[index], value),
      );
      try {
        const messages = await send(
          serialize.bind({ statement: statement.name, values }),
          serialize.execute({}),
          serialize.sync(),
        );
        const [result] = parse.parseResults([...statement.rowDescription, ...messages], pglite.parsers);
        return result ?? { rows: [], fields: [] };
      } catch (error) {
        // A plan may have gone stale with its tables; the next one who asks gets a new one.
        statements.delete(sql);
        throw error;
      }
    });
  }

  return {
    query: (sql: string, parameters?: unknown[]) =>
      pglite._runExclusiveTransaction(async () => {
        await setDurable(!sql.endsWith(WITH_THE_NEXT));
        return run(sql, parameters);
      }) as never,
    queryWithTheNext: (sql: string, parameters?: unknown[]) =>
      pglite._runExclusiveTransaction(async () => {
        await setDurable(false);
        return run(sql, parameters);
      }) as never,
    transaction: (work) =>
      pglite._runExclusiveTransaction(async () => {
        await setDurable(true);
        await run('begin');
        try {
          const result = await work({
            query: run as never,
            rollback: async () => void (await run('rollback')),
          });
          await run('commit');
          return result;
        } catch (error) {
          await run('rollback');
          throw error;
        }
      }),
    close: () => pglite.close(),
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    waitReady: pglite.waitReady,
  };
}

function serialized(pglite: PGlite, type: number | undefined, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const serializer = type === undefined ? undefined : pglite.serializers[type];
  return serializer ? serializer(value) : String(value);
}
