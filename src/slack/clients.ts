import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import { TurnedAway } from '../domain/kernel/turned-away.ts';
import { type Watch, watched } from '../domain/kernel/watch.ts';
import type { AppId } from './app-id.ts';
import { callOutcomeOf } from './outcome.ts';
import { isTurnedAway, refusalOf } from './refusal.ts';
import type { Standing } from './standing.ts';

/** Longer than any answer that is still worth waiting for; Slack gives no figure. */
const DEADLINE_MS = 10_000;

/** A look-up that a person waits for must leave room for the 3 s in which Slack wants its ack. */
const LOOK_UP_MS = 1_500;

export interface SlackClients {
  /** Never repeats by itself: whether to repeat depends on what the call does. */
  once: WebClient;
  /** For look-ups while a person waits. */
  quick: WebClient;
}

interface Parts {
  token: string;
  standing: Standing;
  app: AppId;
  /** Is told of every call. */
  watch?: Watch;
}

interface SlackClientsOptions extends Parts {
  apiUrl: string;
  /** Of a call by `once`. */
  deadlineMs?: number | undefined;
}

/** The library logs request bodies, and so numbers and messages, at its debug level: it gets no say. */
export const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** Clients with a deadline and without the library's own repeats, which would post twice. */
export function createSlackClients({
  apiUrl,
  deadlineMs = DEADLINE_MS,
  ...parts
}: SlackClientsOptions): SlackClients {
  const create = (timeout: number) => new WatchedClient(slackClientOptions(apiUrl, timeout), parts);
  return { once: create(deadlineMs), quick: create(LOOK_UP_MS) };
}

/** Notes with every answer whether Slack accepts the token, and whose a view or message is that it made; and how each call ends. */
class WatchedClient extends WebClient {
  readonly #standing: Standing;
  readonly #app: AppId;
  readonly #watch: Watch;

  constructor(options: WebClientOptions, { token, standing, app, watch = () => {} }: Parts) {
    super(token, options);
    this.#standing = standing;
    this.#app = app;
    this.#watch = watch;
  }

  /** @throws TurnedAway, where Slack does not accept the token. */
  override async apiCall(...call: Parameters<WebClient['apiCall']>): ReturnType<WebClient['apiCall']> {
    const [method] = call;
    try {
      const answer = await watched(
        this.#watch,
        { service: 'slack', method },
        { outcomeOf: callOutcomeOf, call: () => super.apiCall(...call) },
      );
      this.#standing.answered();
      const { view, message } = answer as { view?: { app_id?: unknown }; message?: { app_id?: unknown } };
      this.#app.learn(view?.app_id ?? message?.app_id);
      return answer;
    } catch (error) {
      const refusal = refusalOf(error);
      if (!isTurnedAway(refusal)) {
        if (refusal) this.#standing.answered();
        throw error;
      }
      this.#standing.turnedAway(refusal);
      throw new TurnedAway(refusal, { cause: error });
    }
  }
}

export function slackClientOptions(slackApiUrl: string, timeout = DEADLINE_MS): WebClientOptions {
  return { slackApiUrl, timeout, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: silent };
}
