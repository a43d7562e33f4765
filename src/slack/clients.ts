import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';

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

/** The library logs request bodies, and so numbers and messages, at its debug level: it gets no say. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** Clients with a deadline and without the library's own repeats, which would post twice. */
export function createSlackClients(
  token: string,
  slackApiUrl: string,
  deadlineMs = DEADLINE_MS,
): SlackClients {
  const create = (timeout: number) => new WebClient(token, slackClientOptions(slackApiUrl, timeout));
  return { once: create(deadlineMs), quick: create(LOOK_UP_MS) };
}

export function slackClientOptions(slackApiUrl: string, timeout = DEADLINE_MS): WebClientOptions {
  return { slackApiUrl, timeout, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: silent };
}
