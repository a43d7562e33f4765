import { expect, test } from '@jest/globals';
import type { Entry } from '../../../src/domain/kernel/actor.ts';
import type { Context } from '../../../src/domain/kernel/context.ts';
import { refuseActing } from '../../../src/domain/policy/may-act.ts';
import { actRefusalText } from '../../../src/views/sentences/may-act.ts';
import { silentLog } from '../../support/log.ts';

const ACTOR = { kind: 'slack_user', userId: 'U2', door: 'button' } as const;
const NAMED = ['U9', 'S9'];

/** Undefined: Slack says nothing. */
type Known = { names: string[]; unsure: string[] } | undefined;

function contextOf(known: Known, admins: string[], entries: object[]): Context {
  return {
    log: silentLog,
    actor: ACTOR,
    audit: { record: async (entry: Entry) => void entries.push(entry) },
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
  const entries: object[] = [];
  const ctx = contextOf(known, admins, entries);
  const refusal = await refuseActing(ctx, { id: 'x', userId: 'U1' }, userId, 'stop');
  expect(refusal && actRefusalText(refusal, 'stop it')).toEqual(
    told === undefined ? undefined : expect.stringContaining(told),
  );
  // Of whom nothing is known, nothing is decided.
  const detail = { what: 'stop', reason: 'not_yours' };
  const account = { actor: ACTOR, action: 'refused', detail, reachOutId: 'x' };
  expect(entries).toEqual(refusal?.kind === 'not_yours' ? [account] : []);
});
