import { createStuckReachOuts, type Stuck } from '../store/stuck.ts';
import { Misused, type Word } from './word.ts';

/** What an operator can do about reach-outs that are stuck. */
export const STUCK: Word = {
  usage: `  stuck              lists the reach-outs that do not come on by themselves
  stuck retry ID     tries one again, with all that Slack refused
  stuck drop ID      leaves one as it is, and lists it no more`,

  async run({ database, vault, print }, [action = 'list', id = '']) {
    if (!['list', 'retry', 'drop'].includes(action))
      throw new Misused(`"stuck" can list, retry and drop, not ${action}.`);
    const stuck = createStuckReachOuts((await database()).kysely, (await vault()).keyIds);
    if (action === 'list') {
      const all = await stuck.list();
      for (const one of all) print(lineOf(one));
      if (all.length === 0) print('Nothing is stuck.');
      return 0;
    }
    const isDone = action === 'retry' ? await stuck.retry(id) : await stuck.drop(id);
    if (!isDone) {
      print(`There is no such reach-out: ${id || '(no id given)'}. "stuck" lists those that are stuck.`);
      return 1;
    }
    print(action === 'retry' ? 'It is tried again as soon as Reach Out runs.' : 'Dropped.');
    return 0;
  },
};

function lineOf({ id, state, requestedAt, troubles, errors, missingKeys }: Stuck): string {
  const causes = [
    ...errors,
    ...(missingKeys
      ? [`encrypted with a key that is missing in REACH_OUT_ENCRYPTION_KEYS: ${missingKeys}`]
      : []),
    ...(troubles > 0 ? [`failed ${troubles} times in a row`] : []),
  ];
  return [id, requestedAt.toISOString(), state, causes.join(', ')].join('  ');
}
