import fs from 'node:fs';
import path from 'node:path';
import { startSimulatedConnect } from '../connect/index.ts';
import { setMistake } from '../mistakes/mistakes.ts';
import { startSimulatedQConnect } from '../qconnect/index.ts';
import { startSimulatedSlack } from '../slack/index.ts';
import { createWorldClock } from '../world-clock.ts';
import { openingScene } from './opening-scene.ts';
import { layPipeline, openPipeline } from './pipeline.ts';
import type { SavedWorld } from './saved-world.ts';
import type { Mode, Stage } from './stage.ts';

/** More than a person can look at, and little enough to be sent whole to a page. */
const KEEP_MESSAGES = 1_000;
const KEEP_CONTACTS = 500;

export type StageOptions = { root: string; mode: Mode; saved: SavedWorld | undefined; isBroken?: boolean };

/** Start them as they were when they were saved, or with the opening scene. */
export async function startStage({ root, mode, saved, isBroken = false }: StageOptions): Promise<Stage> {
  const file = mode === 'http' ? 'manifest.conversations.http.json' : 'manifest.conversations.json';
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(root, 'manifest', file), 'utf8'));
  const clock = createWorldClock(saved?.turnedMs);
  const [qconnect, pipeline] = await Promise.all([startSimulatedQConnect(), openPipeline()]);
  const [slack, connect] = await Promise.all([
    startSimulatedSlack({
      manifest,
      state: saved?.slack ?? openingScene(clock.now()),
      now: clock.now,
      // The app checks them by the machine's clock, as it must.
      signatureNow: Date.now,
      keepMessages: KEEP_MESSAGES,
    }),
    startSimulatedConnect({
      maxContacts: KEEP_CONTACTS,
      autopilot: saved?.autopilot ?? false,
      clock,
      templates: qconnect,
      canPublish: pipeline.canPublish,
      ...(saved ? { snapshot: saved.connect } : {}),
    }),
  ]);
  layPipeline(pipeline, connect, saved?.queue ?? []);
  const { sqs, sns } = pipeline;
  const stage: Stage = {
    slack,
    connect,
    qconnect,
    sqs,
    sns,
    clock,
    manifest,
    stop: async () => {
      await Promise.all([slack.stop(), connect.stop(), qconnect.stop(), sqs.stop(), sns.stop()]);
    },
  };
  if (isBroken) setMistake(stage, { isMade: true });
  for (const id of saved?.mistakes ?? []) setMistake(stage, { id, isMade: true });
  return stage;
}
