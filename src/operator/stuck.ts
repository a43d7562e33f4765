import { createStuckReachOuts, type Stuck, type StuckOnes } from '../store/stuck.ts';
import { createStuckLists } from '../store/stuck-lists.ts';
import { Misused, type Word } from './word.ts';

/** What an operator can do about reach-outs and lists that are stuck. */
export const STUCK: Word = {
  usage: `  stuck              lists the reach-outs and lists that do not come on by themselves
  stuck retry ID     tries one again, with all that Slack refused
  stuck drop ID      leaves one as it is, and lists it no more`,

  async run({ database, vault, print }, [action = 'list', id = '']) {
    if (!['list', 'retry', 'drop'].includes(action))
      throw new Misused(`"stuck" can list, retry and drop, not ${action}.`);
    if (action !== 'list' && !id)
      throw new Misused(`"stuck ${action}" needs the id of a reach-out or a list, as "stuck" lists them.`);
    const [{ kysely }, { keyIds }] = [await database(), await vault()];
    const kinds = {
      'reach-out': createStuckReachOuts(kysely, keyIds),
      list: createStuckLists(kysely, keyIds),
    };
    if (action === 'list') {
      const lines = (await Promise.all(Object.entries(kinds).map(linesOf))).flat();
      for (const line of lines) print(line);
      if (lines.length === 0) print('Nothing is stuck.');
      return 0;
    }
    const act = action === 'retry' ? 'retry' : 'drop';
    const isDone = (await kinds['reach-out'][act](id)) || (await kinds.list[act](id));
    if (!isDone) {
      print(`There is no such reach-out or list: ${id}. "stuck" lists those that are stuck.`);
      return 1;
    }
    print(act === 'retry' ? 'It is tried again as soon as Reach Out runs.' : 'Dropped.');
    return 0;
  },
};

async function linesOf([kind, ones]: [string, StuckOnes]): Promise<string[]> {
  return (await ones.list()).map((one) => lineOf(kind, one));
}

function lineOf(kind: string, { id, state, requestedAt, troubles, errors, missingKeys }: Stuck): string {
  const causes = [
    ...errors,
    ...(missingKeys
      ? [`encrypted with a key that is missing in REACH_OUT_ENCRYPTION_KEYS: ${missingKeys}`]
      : []),
    ...(troubles > 0 ? [`failed ${troubles} times in a row`] : []),
  ];
  return [kind, id, requestedAt.toISOString(), state, causes.join(', ')].join('  ');
}
