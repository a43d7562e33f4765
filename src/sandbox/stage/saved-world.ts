import fs from 'node:fs';
import path from 'node:path';
import type { Snapshot } from '../connect/index.ts';
import { mistakesOf } from '../mistakes/mistakes.ts';
import type { WorkspaceState } from '../slack/index.ts';
import type { Stage } from './stage.ts';

/** Another whenever the opening scene has what the policy or the page cannot do without. */
const VERSION = 2;

/** What survives a restart of the sandbox. */
export type SavedWorld = {
  version: typeof VERSION;
  slack: WorkspaceState;
  connect: Snapshot;
  /** Bodies of the events that the app has not taken yet. */
  queue: string[];
  autopilot: boolean;
  /** Of the set-up, by id. */
  mistakes?: string[];
  /** How far the clock is ahead of the machine's. */
  turnedMs: number;
};

const SAVE_AFTER_MS = 500;

const fileIn = (directory: string) => path.join(directory, 'sandbox-world.json');

/** Where the app keeps its embedded database. */
export const appDirectoryIn = (directory: string) => path.join(directory, 'sandbox-app');

/**
 * The world that was saved last. Without one the app's database goes as well, because it would remember contacts and
 * messages that are nowhere else.
 */
export function loadWorld(directory: string): SavedWorld | undefined {
  fs.mkdirSync(directory, { recursive: true });
  const saved = read(fileIn(directory));
  if (!saved) forgetWorld(directory);
  return saved;
}

/** Only what the sandbox itself has made: the directory may be anybody's. */
export function forgetWorld(directory: string): void {
  fs.rmSync(fileIn(directory), { force: true });
  fs.rmSync(appDirectoryIn(directory), { recursive: true, force: true });
}

function read(file: string): SavedWorld | undefined {
  try {
    const saved = JSON.parse(fs.readFileSync(file, 'utf8')) as SavedWorld;
    return saved.version === VERSION ? saved : undefined;
  } catch {
    return undefined;
  }
}

export type WorldKeeper = {
  /** Saves now. */
  save: () => void;
  /** Saves soon, once for many changes. */
  touch: () => void;
  /** Saves no more. */
  close: () => void;
};

/** A crash between two saves loses half a second; the file itself is replaced whole. */
export function keepWorld(stage: Stage, directory: string): WorldKeeper {
  const { slack, connect, sqs, clock } = stage;
  let timer: NodeJS.Timeout | undefined;
  const close = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const save = () => {
    close();
    const world: SavedWorld = {
      version: VERSION,
      slack: slack.snapshot(),
      connect: connect.snapshot(),
      queue: sqs.messages().map(({ body }) => body),
      autopilot: connect.isAutopilotOn(),
      mistakes: mistakesOf(stage).flatMap(({ id, isMade }) => (isMade ? [id] : [])),
      turnedMs: clock.turnedMs(),
    };
    const file = fileIn(directory);
    fs.writeFileSync(`${file}.new`, JSON.stringify(world), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  };
  return {
    save,
    close,
    touch: () => {
      timer ??= setTimeout(save, SAVE_AFTER_MS);
    },
  };
}
