import { expect, test } from '@jest/globals';
import type { Context } from '../../../src/domain/kernel/context.ts';
import { refuseActing } from '../../../src/domain/policy/may-act.ts';
import { actRefusalText } from '../../../src/views/sentences/may-act.ts';
import { silentLog } from '../../support/log.ts';

const NAMED = ['U9', 'S9'];

/** Undefined: Slack says nothing. */
type Known = { names: string[]; unsure: string[] } | undefined;

function contextOf(known: Known, admins: string[]): Context {
  return {
    log: silentLog,
    policy: () => ({ admins }),
    people: { find: async () => known ?? Promise.reject(new Error('Slack does not say')) },
  } as unknown as Context;
}

test.each<[string, string, Known, string[], string | undefined]>([
  ['whoever asked, whatever Slack says', 'U1', undefined, NAMED, undefined],
  ['an admin', 'U9', { names: ['U9'], unsure: ['S9'] }, NAMED, undefined],
  ['one of a group of admins', 'U2', { names: ['S9'], unsure: [] }, NAMED, undefined],
  ['nobody, where there are no admins', 'U2', undefined, [], 'Only <@U1> can stop it.'],
  [
    'somebody else',
    'U2',
    { names: [], unsure: ['S7'] },
    NAMED,
    'Only <@U1> or an admin (<@U9>, <!subteam^S9>) can stop it.',
  ],
  ['one of whom Slack does not say who they are', 'U2', undefined, NAMED, "Slack couldn't be asked"],
  ['one who may be in a group', 'U2', { names: [], unsure: ['S9'] }, NAMED, "Slack couldn't be asked"],
])('%s', async (_, userId, known, admins, told) => {
  const refusal = await refuseActing(contextOf(known, admins), { userId: 'U1' }, userId);
  expect(refusal && actRefusalText(refusal, 'stop it')).toEqual(
    told === undefined ? undefined : expect.stringContaining(told),
  );
});
