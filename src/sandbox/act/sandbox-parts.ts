import type { AppProcess } from '../app-process/app-process.ts';
import type { ActionOf, ActionResults, ActionType } from '../page-api.ts';
import type { ChangeFeed } from '../stage/change-feed.ts';
import type { LiveStage } from '../stage/live-stage.ts';
import type { Traffic } from '../stage/traffic.ts';

/** What an action can work on. */
export type SandboxParts = {
  /** The simulators of this moment; a reset replaces them. */
  live: () => LiveStage;
  app: AppProcess;
  feed: ChangeFeed;
  traffic: Traffic;
  /** Everything anew: workspace, contacts and the app's database. */
  reset: () => Promise<void>;
};

type Handler<T extends ActionType> = (
  action: ActionOf<T>,
  parts: SandboxParts,
) => ActionResults[T] | Promise<ActionResults[T]>;

/** One handler for each of these actions. */
export type Handlers<T extends ActionType> = { [K in T]: Handler<K> };
