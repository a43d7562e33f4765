import {
  otherSeed,
  type SeveralWorkspaces,
  type SimulatedSlack,
  seedIds,
  startSimulatedSlack,
} from '../../src/sandbox/slack/index.ts';
import { readJson } from '../manifest/read-json.ts';
import { baseOf, installIn } from './installing.ts';
import type { World } from './world.ts';

/** The id that a person or a channel of the seed has in the other workspace. */
export const there = (id: string) => id.replace(/^(.)0/, '$19');

/** Another workspace beside the world's own, whose people and channels are the same under other ids. */
export async function startOther(
  world: World,
  several: SeveralWorkspaces,
  manifest = 'manifest/manifest.json',
): Promise<SimulatedSlack> {
  const other = await startSimulatedSlack({
    ...{ manifest: readJson(manifest), state: otherSeed('9'), botToken: 'xoxb-other-token' },
    requestUrl: `${baseOf(world)}/slack/events`,
  });
  for (const one of [world.slack, other]) several.join(one);
  return other;
}

/** The same, for an app with conversations that Ada installs in both. */
export async function startOtherConversing(
  world: World,
  several: SeveralWorkspaces,
): Promise<SimulatedSlack> {
  const other = await startOther(world, several, 'manifest/manifest.conversations.json');
  await installIn(world, several, world.slack, seedIds.ada);
  await installIn(world, several, other, there(seedIds.ada));
  return other;
}
