import type { Server } from 'node:http';
import path from 'node:path';
import { builtApp } from '../build/built-app.ts';
import type { SandboxParts } from './act/sandbox-parts.ts';
import { appEnvironment } from './app-process/app-environment.ts';
import { createAppProcess } from './app-process/app-process.ts';
import { freePort } from './app-process/free-port.ts';
import { noteOutside } from './app-process/outside-file.ts';
import { copyPolicy, policyFileIn } from './app-process/policy-file.ts';
import { close, listen } from './connect/listen.ts';
import type { SandboxState } from './page-api.ts';
import { ActOrder } from './server/act-order.ts';
import { bundlePage } from './server/bundle-page.ts';
import type { Front } from './server/front.ts';
import { createPageServer } from './server/page-server.ts';
import { ChangeFeed } from './stage/change-feed.ts';
import { createLiveStage, type LiveStage } from './stage/live-stage.ts';
import { appDirectoryIn, forgetWorld, loadWorld } from './stage/saved-world.ts';
import type { Mode } from './stage/stage.ts';
import { startStage } from './stage/start-stage.ts';
import { Traffic } from './stage/traffic.ts';

export type SandboxOptions = {
  /** Of the page, on 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Where the sandbox keeps what survives a restart. */
  directory: string;
  mode?: Mode;
  /** PostgreSQL instead of the embedded database. */
  databaseUrl?: string | undefined;
  /** Begin with nothing of what was before. */
  reset?: boolean;
  /** Begin with every mistake in the set-up that there is. */
  broken?: boolean;
  /** Bundle the page anew for every visit. */
  watch?: boolean;
  /** The environment that the app's own settings come from. */
  env: Record<string, string | undefined>;
};

export type Sandbox = {
  url: string;
  /** Resolves when the app runs, or has crashed for the first time. */
  appSettled: Promise<void>;
  parts: SandboxParts;
  state: () => SandboxState;
  /** Stops the app in good order, saves the world, closes all servers. */
  stop: () => Promise<void>;
  /** Lets nothing finish; the app's process is gone at once. */
  kill: () => void;
};

const ROOT = path.join(import.meta.dirname, '../..');

/** The whole product on this machine: Slack and Amazon Connect simulated, the app real. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { directory, mode = 'http', env, databaseUrl } = options;
  const feed = new ChangeFeed();
  const traffic = new Traffic();
  let front: Front | undefined;
  const server = createPageServer(() => front);
  const port = await listen(server, options.port);
  if (options.reset) forgetWorld(directory);

  const enter = async (): Promise<LiveStage> =>
    createLiveStage({
      stage: await startStage({
        root: ROOT,
        mode,
        saved: loadWorld(directory),
        isBroken: options.broken ?? false,
      }),
      feed,
      traffic,
      directory,
    });
  let live = await enter().catch((error: unknown) => closeAndThrow(server, error));
  const app = createAppProcess({
    root: ROOT,
    mode,
    onStatus: (status) => feed.publishIfNew({ type: 'app', app: status }),
    async prepare() {
      const main = await mainOfApp();
      const { stage } = live;
      const appPort = await freePort();
      const url = `http://127.0.0.1:${appPort}`;
      if (mode === 'http') {
        stage.appUrl = url;
        stage.slack.deliverTo({ url: `${url}/slack/events` });
      } else stage.slack.deliverTo({ socketMode: true });
      const appDirectory = appDirectoryIn(directory);
      const policyFile = policyFileIn(directory);
      copyPolicy(directory);
      const given = appEnvironment({
        ...{ stage, mode, port: appPort, appDirectory, databaseUrl, policyFile },
        given: env,
      });
      noteOutside(directory, given);
      return { main, url, env: given };
    },
  });
  const state = (): SandboxState => ({
    run: feed.run,
    seq: feed.seq,
    ...live.state(),
    app: app.status(),
  });

  async function resetAll(): Promise<void> {
    await app.stop();
    await live.stop();
    forgetWorld(directory);
    live = await enter();
    traffic.clear();
    feed.publish({ type: 'requestsCleared' });
    feed.publish({ type: 'state', state: state() });
    void app.start();
  }
  let resetting: Promise<void> | undefined;
  const parts: SandboxParts = {
    live: () => live,
    app,
    feed,
    traffic,
    reset() {
      resetting ??= resetAll().finally(() => {
        resetting = undefined;
      });
      return resetting;
    },
  };
  const bundled = bundlePage(ROOT);
  front = {
    parts,
    acts: new ActOrder(),
    state,
    assets: () => (options.watch ? bundlePage(ROOT) : bundled),
    about: () => ({
      name: 'reach-out-sandbox',
      dataDirectory: directory,
      ...(live.stage.appUrl ? { appUrl: live.stage.appUrl } : {}),
      slackUrl: live.stage.slack.url,
      connectUrl: live.stage.connect.url,
      qconnectUrl: live.stage.qconnect.url,
      sqsUrl: live.stage.sqs.url,
    }),
  };
  const appSettled = new Promise<void>((resolve) => {
    const unsubscribe = feed.subscribe(() => {
      if (app.status().state === 'starting') return;
      unsubscribe();
      resolve();
    });
  });
  void app.start();
  await bundled;

  return {
    url: `http://127.0.0.1:${port}`,
    appSettled,
    parts,
    state,
    async stop() {
      await resetting;
      await app.stop();
      live.keeper.save();
      await live.stop();
      await close(server);
    },
    kill: () => app.kill(),
  };
}

/** As `npm start` runs it, but for the clock. What does not build says why when it is run as it is written. */
function mainOfApp(): Promise<string> {
  return builtApp().then(
    (directory) => path.join(directory, 'sandbox/main.js'),
    () => path.join(ROOT, 'src/sandbox/app-process/main.ts'),
  );
}

async function closeAndThrow(server: Server, error: unknown): Promise<never> {
  await close(server);
  throw error;
}
