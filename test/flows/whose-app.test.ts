import { expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { timesLogged } from '../support/ready.ts';
import { openByCommand } from '../support/steps.ts';
import { startWorld } from '../support/world.ts';

const REFUSED = 'for another app or workspace';

test.each([
  ['http', 'missing_scope', "by the first view's answer"],
  ['socket', 'missing_scope', 'by the hello of its socket'],
  ['socket', 'internal_error', 'by the hello of its socket'],
] as const)('over %s, where bots.info answers %s, it knows its app %s', async (mode, error, _) => {
  const world = await startWorld({ mode });
  const { slack } = world;
  const ada = slack.as(seedIds.ada);
  slack.fault({ method: 'bots.info', kind: 'error', error, times: Number.POSITIVE_INFINITY });
  await world.restart();
  if (mode === 'http') await openByCommand(world, ada, '+12065550152 sms Hi');
  const { app } = slack.workspace;
  const ours = app.id;
  app.id = 'A0OTHER';
  await ada.command('#support', '/reach-out help');
  expect(timesLogged(world, REFUSED)).toBe(1);
  app.id = ours;
  expect(await ada.command('#support', '/reach-out help')).toMatchObject({ kind: 'acknowledged' });
  expect(timesLogged(world, REFUSED)).toBe(1);
  await world.stop();
});
