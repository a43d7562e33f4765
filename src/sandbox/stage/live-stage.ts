import { defaultQuotas } from '../connect/index.ts';
import { mistakesOf } from '../mistakes/mistakes.ts';
import type { ActionOf, SandboxSettings, SandboxState } from '../page-api.ts';
import type { ChangeFeed } from './change-feed.ts';
import { createFaultDesk, type FaultDesk } from './fault-desk.ts';
import { readMenu } from './menu.ts';
import { Notices } from './notices.ts';
import { createPeople, type People } from './people.ts';
import { keepWorld, type WorldKeeper } from './saved-world.ts';
import type { Stage } from './stage.ts';
import { queueStatus, stageState } from './stage-state.ts';
import type { Traffic } from './traffic.ts';
import { watchConnect, watchQConnect, watchSlack } from './watch.ts';

/** One life of the simulators with all that belongs to it; a reset makes another. */
export type LiveStage = {
  readonly stage: Stage;
  readonly people: People;
  readonly faults: FaultDesk;
  readonly notices: Notices;
  readonly keeper: WorldKeeper;
  settings: () => SandboxSettings;
  set: (changes: Omit<ActionOf<'settings'>, 'type'>) => void;
  state: () => Omit<SandboxState, 'run' | 'seq' | 'app'>;
  /** Publishes faults, settings and the queue where they are new. */
  refresh: () => void;
  stop: () => Promise<void>;
};

export type LiveStageOptions = { stage: Stage; feed: ChangeFeed; traffic: Traffic; directory: string };

export function createLiveStage({ stage, feed, traffic, directory }: LiveStageOptions): LiveStage {
  const { slack, connect, sqs } = stage;
  const faults = createFaultDesk(stage);
  const notices = new Notices();
  const keeper = keepWorld(stage, directory);
  const menu = readMenu(stage.manifest);
  let slackLatencyMs = 0;
  let quotas = true;

  const settings = (): SandboxSettings => ({
    autopilot: connect.isAutopilotOn(),
    quotas,
    slackLatencyMs,
    connectLatencyMs: connect.latency(),
    events: connect.eventSettings(),
    messages: connect.messageSettings(),
  });
  const refresh = () => {
    feed.publishIfNew({ type: 'faults', faults: faults.list() });
    feed.publishIfNew({ type: 'mistakes', mistakes: mistakesOf(stage) });
    feed.publishIfNew({ type: 'settings', settings: settings() });
    feed.publishIfNew({ type: 'queue', queue: queueStatus(stage) });
  };
  const watched = { stage, feed, traffic, notices, keeper, refresh };
  const unwatch = [
    watchSlack(watched),
    watchConnect(watched),
    watchQConnect(watched),
    sqs.subscribe(refresh),
  ];

  return {
    stage,
    people: createPeople(stage),
    faults,
    notices,
    keeper,
    settings,
    set(changes) {
      if (changes.slackLatencyMs !== undefined) {
        slackLatencyMs = changes.slackLatencyMs;
        slack.setLatency(slackLatencyMs);
      }
      if (changes.quotas !== undefined) {
        quotas = changes.quotas;
        connect.setQuotas(quotas ? defaultQuotas() : 'off');
      }
      if (changes.connectLatencyMs !== undefined) connect.setLatency(changes.connectLatencyMs);
      if (changes.autopilot !== undefined) connect.autopilot(changes.autopilot);
      if (changes.messages) connect.configureMessages(changes.messages);
      if (changes.events) connect.configureEvents(changes.events);
      keeper.touch();
      refresh();
    },
    state: () => ({
      ...stageState(stage),
      ...menu,
      notices: notices.list(),
      faults: faults.list(),
      mistakes: mistakesOf(stage),
      settings: settings(),
    }),
    refresh,
    async stop() {
      for (const stopWatching of unwatch) stopWatching();
      keeper.close();
      await stage.stop();
    },
  };
}
