import type { Log } from '../domain/kernel/log.ts';
import { createOutage } from '../domain/kernel/outage.ts';
import { explainBotToken } from './refusal.ts';

/** How the app stands with Slack, as of the last answer to any call. */
export interface Standing {
  /** Why Slack takes no call of the app, while it takes none. */
  readonly reason: string | undefined;
  turnedAway(slackError: string): void;
  answered(): void;
  /** Asks, where nothing was heard of Slack for a while; what the answer is, the call itself tells. */
  refresh(ask: () => Promise<unknown>): Promise<void>;
}

const STALE_MS = 10_000;

export function createStanding(log: Log): Standing {
  const outage = createOutage(log, 'Slack accepts SLACK_BOT_TOKEN again');
  let lookedAt = performance.now();
  const look = () => {
    lookedAt = performance.now();
  };
  return {
    get reason() {
      return outage.reason;
    },
    turnedAway(slackError) {
      look();
      outage.begun(explainBotToken(slackError));
    },
    answered() {
      look();
      outage.over();
    },
    async refresh(ask) {
      if (performance.now() - lookedAt < STALE_MS) return;
      look();
      await ask().catch(() => {});
    },
  };
}

/** Of a token that came by OAuth: that Slack refuses it is a matter of that installation alone. */
export function standingOfOne(turnedAway: (slackError: string) => void): Standing {
  return { reason: undefined, turnedAway, answered() {}, refresh: async () => {} };
}
