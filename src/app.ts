import { openConnect } from './app/connect.ts';
import { openDoctor } from './app/doctor/running-doctor.ts';
import { startEngine } from './app/engine.ts';
import { readInbound } from './app/inbound.ts';
import { openInstaller } from './app/install.ts';
import { openListeners } from './app/listeners.ts';
import { type Overrides, openSite } from './app/site.ts';
import { openSlack } from './app/slack.ts';
import { openStore } from './app/store.ts';
import type { Config } from './config/config.ts';
import type { Log } from './domain/kernel/log.ts';

export type { Overrides } from './app/site.ts';

export interface ReachOutApp {
  /** The port that Slack and operators reach it on. */
  port: number;
  /** Resolves when no work is due or in hand; for tests. */
  drain(): Promise<void>;
  /** Takes no more requests, finishes what is in hand, closes everything. */
  stop(): Promise<void>;
}

/** Puts the app together and starts it. Whatever was opened before a failure is closed again. */
export async function startApp(config: Config, log: Log, overrides: Overrides = {}): Promise<ReachOutApp> {
  const site = await openSite(config, log, overrides);
  try {
    const parts = [openStore(site), openSlack(site), openConnect(site)] as const;
    const [store, slack, connect] = await site.all(parts);
    if (config.slack.oauth && slack.own) await store.becomeOneOfSeveral(slack.own.me.teamId);
    const doctor = openDoctor(site, store);
    const engine = startEngine(site, { store, slack, connect, doctor });
    readInbound(site, store, engine);
    await openInstaller(site, { store, engine });
    const listeners = await openListeners(site, { store, slack, connect, engine, doctor });
    const { replies } = config.settings;
    log.info(
      {
        port: site.port.number,
        mode: config.slack.delivery.mode,
        database: config.database.kind,
        conversations: replies !== undefined,
        ...(replies && { replies: replies.mode }),
      },
      'Reach Out is running',
    );
    const drain = async () => {
      do {
        await listeners.idle();
        await engine.worker.idle();
        await engine.lists.idle();
      } while ((await store.reachOuts.isAnyDue()) || (await store.lists.isAnyDue()));
    };
    return { port: site.port.number, stop: site.close, drain };
  } catch (error) {
    await site.close();
    throw error;
  }
}
