import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findBinaries } from '../../src/store/embedded/binaries.ts';
import { findIdentity } from '../../src/store/embedded/identity.ts';
import { initialise } from '../../src/store/embedded/initialise.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { sendIn } from './crowd.ts';
import { chanceFrom } from './random.ts';
import { setStage } from './stage.ts';
import { tally } from './tally.ts';

/**
 * `node test/torture/clock-set-back.ts [LIBFAKETIME]`: the clock of the database's machine is set back and
 * forward under load, as an NTP correction does. Linux, with libfaketime.
 */
const [library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'] = process.argv.slice(2);
const PORT = 54_329;
/** Seconds that the clock is off the true time, one after the other. */
const TURNS = [-30, -600, -3 * 3600, 0];
/** People have sent so many before each turn. */
const EACH = 15;
const PATIENCE_MS = 90_000;

const say = (line: string) => process.stdout.write(`${line}\n`);
const directory = temporaryDirectory('clock');
const off = path.join(directory, 'off');
const setClock = (seconds: number) => fs.writeFileSync(off, `${seconds < 0 ? '' : '+'}${seconds}\n`);

setClock(0);
const data = path.join(directory, 'postgres');
const binaries = findBinaries();
const identity = await findIdentity(binaries, directory);
fs.chmodSync(directory, 0o711);
await initialise(binaries, identity, data, 'ignore');
fs.writeFileSync(path.join(data, 'pg_hba.conf'), 'host all all 127.0.0.1/32 trust\n');
const settings = [`port=${PORT}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
const server = spawn(binaries.postgres, ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
  ...identity.user,
  env: {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: off,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  },
  stdio: 'ignore',
});
await delay(3_000);
const stage = await setStage({
  ...{ database: 'postgres', instances: 2 },
  storage: { DATABASE_URL: `postgres://postgres@127.0.0.1:${PORT}/postgres` },
  env: { CONNECT_START_RATE: '4', CONNECT_START_BURST: '2' },
});
try {
  await Promise.all(stage.instances.map((instance) => instance.start()));
  const pressed = new Set<string>();
  const acknowledged = new Set<string>();
  for (const seconds of TURNS) {
    const crowd = sendIn(stage, { chance: chanceFrom(seconds), people: 8, thinkMs: 20 });
    while (crowd.acknowledged.size < EACH) await delay(20);
    setClock(seconds);
    const turned = performance.now();
    await crowd.stop();
    for (const id of crowd.pressed) pressed.add(id);
    for (const id of crowd.acknowledged) acknowledged.add(id);
    const all = { ...crowd, pressed, acknowledged };
    while (tally(stage, all).lost.length > 0 && performance.now() - turned < PATIENCE_MS) await delay(100);
    const { ended, lost, doubled } = tally(stage, all);
    const took = ((performance.now() - turned) / 1000).toFixed(1);
    say(
      `clock off by ${seconds} s: all told after ${took} s · acknowledged ${acknowledged.size} · started ${ended.started} · failed ${ended.failed} · lost ${lost.length} · doubled ${doubled.length}`,
    );
    process.exitCode ||= lost.length + doubled.length;
  }
} finally {
  await stage.strike();
  server.kill('SIGQUIT');
  await once(server, 'exit');
}
process.exit();
