import { expect, test } from '@jest/globals';
import type { Context } from '../../../src/domain/kernel/context.ts';
import { listOwn } from '../../../src/domain/reach-out/list-own.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

test('one that ends while the list is made stands in it once, as over', async () => {
  const running: ReachOut = sampleReachOut({ id: 'a', state: 'started' });
  const other: ReachOut = { ...running, id: 'b' };
  const over: ReachOut = { ...running, state: 'ended' };
  const answers = { open: [running, other], over: [over], stoppable: [] };
  const reachOuts = { listOf: async (_: string, which: keyof typeof answers) => answers[which] };
  const { reachOuts: listed } = await listOwn({
    ctx: { reachOuts } as unknown as Context,
    input: { userId: 'U1', which: 'status' },
  });
  expect(listed).toEqual([other, over]);
});
