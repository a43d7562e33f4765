import fs from 'node:fs';
import path from 'node:path';
import { startSimulatedConnect, topicArn } from '../connect/index.ts';
import { startSimulatedQConnect } from '../qconnect/index.ts';
import { startSimulatedSlack } from '../slack/index.ts';
import { startSimulatedSqs } from '../sqs/index.ts';
import { createWorldClock } from '../world-clock.ts';
import { openingScene } from './opening-scene.ts';
import type { SavedWorld } from './saved-world.ts';
import type { Mode, Stage } from './stage.ts';

/** More than a person can look at, and little enough to be sent whole to a page. */
const KEEP_MESSAGES = 1_000;
const KEEP_CONTACTS = 500;

const EVENTS_QUEUE = 'reach-out-events';

export type StageOptions = { root: string; mode: Mode; saved: SavedWorld | undefined };

/** Start them as they were when they were saved, or with the opening scene. */
export async function startStage({ root, mode, saved }: StageOptions): Promise<Stage> {
  const file = mode === 'http' ? 'manifest.conversations.http.json' : 'manifest.conversations.json';
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(root, 'manifest', file), 'utf8'));
  const clock = createWorldClock(saved?.turnedMs);
  const qconnect = await startSimulatedQConnect();
  const [slack, connect, sqs] = await Promise.all([
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
      ...(saved ? { snapshot: saved.connect } : {}),
    }),
    startSimulatedSqs(),
  ]);
  for (const body of saved?.queue ?? []) sqs.send(EVENTS_QUEUE, body);
  connect.deliverEventsTo(sqs, EVENTS_QUEUE);
  connect.deliverMessagesTo(sqs, EVENTS_QUEUE, topicArn(connect.seed));
  return {
    slack,
    connect,
    qconnect,
    sqs,
    clock,
    manifest,
    stop: async () => {
      await Promise.all([slack.stop(), connect.stop(), qconnect.stop(), sqs.stop()]);
    },
  };
}
