import type { ConnectClientConfig } from '@aws-sdk/client-connect';
import type { QConnectClientConfig } from '@aws-sdk/client-qconnect';
import type { SNSClientConfig } from '@aws-sdk/client-sns';
import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import type { Registry } from 'prom-client';
import type { Config } from '../config/config.ts';
import type { Proxies } from '../config/proxy.ts';
import { openPolicy, type WatchedPolicy } from '../config/watched-policy.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Log } from '../domain/kernel/log.ts';
import type { Rules } from '../domain/reach-out/agenda.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createHealth, type Health } from '../web/health.ts';
import { openPort, type Port } from '../web/port.ts';
import { openMetrics } from './metrics.ts';
import { VERSION } from './version.ts';

/** What may be replaced, beside the configuration. */
export interface Overrides {
  /** Joins what the AWS SDK reads from the environment. */
  connect?: ConnectClientConfig;
  qconnect?: QConnectClientConfig;
  sqs?: SQSClientConfig;
  sns?: SNSClientConfig;
  /** How long an answer of Amazon Connect is waited for; 10,000 ms by default. */
  connectDeadlineMs?: number;
  /** The same for Slack. */
  slackDeadlineMs?: number;
  /** By which the socket of Socket Mode is opened. */
  proxies?: Proxies;
  /** In place of the database's. */
  clock?: Clock;
  /** What tells of the process, where the app is the one thing in it. */
  process?: Registry;
  /** Ends the start, however far it is. */
  stop?: AbortSignal;
}

/** What every part is made of: how it is set up, what watches it, and where it says what to close again. */
export interface Site {
  config: Config;
  log: Log;
  overrides: Overrides;
  rules: Rules;
  policy: WatchedPolicy;
  health: Health;
  metrics: Metrics;
  port: Port;
  /** Closed in reverse. */
  opened: (() => Promise<unknown>)[];
  /** Ends whatever the start waits for. */
  stop: AbortSignal;
  /** Aborts when the app begins to stop. */
  ending: AbortSignal;
}

/** The site while the app is put together, and what only its builder does with it. */
interface OpenSite extends Site {
  /** Resolves to all parts; the first that fails ends the others, so that nothing is opened after it is closed. */
  all<const Parts extends readonly Promise<unknown>[]>(
    parts: Parts,
  ): Promise<{ -readonly [Index in keyof Parts]: Awaited<Parts[Index]> }>;
  close(): Promise<void>;
}

/** @throws where the port is taken. */
export async function openSite(config: Config, log: Log, overrides: Overrides): Promise<OpenSite> {
  overrides.stop?.throwIfAborted();
  const policy = openPolicy(config.policyFile, log);
  const failed = new AbortController();
  const ending = new AbortController();
  const health = createHealth(VERSION);
  const { metrics, route } = openMetrics(health, overrides.process);
  const port = await openPort(config.port, [...health.routes, route], log);
  const opened = [async () => policy.close(), () => port.close()];
  const stop = AbortSignal.any([failed.signal, ...(overrides.stop ? [overrides.stop] : [])]);
  return {
    ...{
      config,
      log,
      overrides,
      rules: rulesOf(config),
      policy,
      health,
      metrics,
      port,
      opened,
      stop,
      ending: ending.signal,
    },
    async all(parts) {
      for (const part of parts) part.catch((error) => failed.abort(error));
      await Promise.allSettled(parts);
      const all = await Promise.all(parts);
      stop.throwIfAborted();
      return all;
    },
    async close() {
      ending.abort();
      // What cannot be closed, say because the database is away, keeps nothing else open.
      for (const one of opened.reverse().splice(0))
        await one().catch((error) => log.warn({ err: error }, 'not closed in good order'));
    },
  };
}

function rulesOf({ maxAgeMinutes, eventsQueueUrl, messagesTopicArn }: Config): Rules {
  return {
    maxAgeMinutes,
    hasContactEvents: eventsQueueUrl !== undefined,
    hasConversations: messagesTopicArn !== undefined,
  };
}
