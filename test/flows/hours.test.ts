import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WEEKDAYS } from '../../src/domain/policy/policy.ts';
import { clockThere } from '../../src/domain/policy/time/clock-there.ts';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { policyFile } from '../support/policy.ts';
import {
  blockIdsOf,
  blockOf,
  callsFor,
  hintsOf,
  openByCommand,
  reachOutIdOf,
  send,
} from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

/** Numbers, and where they are: at any time, midnight is hours away from one of them. */
const NUMBERS = {
  '+12065550152': 'America/Los_Angeles',
  '+819012345678': 'Asia/Tokyo',
  '+4930901820': 'Europe/Berlin',
};
const now = Date.now();
const [number, zone] = Object.entries(NUMBERS).sort(([, a], [, b]) => toNoon(a) - toNoon(b))[0] ?? ['', ''];

const today = WEEKDAYS.indexOf(clockThere(zone, now).day);
const [day, tomorrow, afterwards] = [0, 1, 2].map((days) => WEEKDAYS[(today + days) % 7]);
/** Open around the clock, tomorrow alone. */
const rules = (outside: string) =>
  `hours: { outside: ${outside}, open: "00:00-24:00", days: [${tomorrow}] }\n`;

let world: World;
let ada: Person;
const policy = policyFile(rules('ask'));

beforeAll(async () => {
  world = await startWorld({ env: policy.env, database: 'postgres' });
  ada = world.slack.as(seedIds.ada);
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

/** When it opens there, in seconds. */
const opensAt = (() => {
  let minutes = Math.ceil(now / 60_000);
  while (clockThere(zone, minutes * 60_000).day !== tomorrow) minutes += 1;
  return minutes * 60;
})();

const filled = () => ada.view?.values.send_at?.send_at?.selected_date_time;
const shows = (predicate: () => unknown) => world.slack.waitFor(predicate);

/** What is stored of a reach-out. */
async function stored(id: string): Promise<{ state: string; at: number } | undefined> {
  const [row] = await world.sql<{ state: string; ready_at: Date }>(
    'select state, ready_at from reach_out.reach_out where id = $1',
    [id],
  );
  return row && { state: row.state, at: row.ready_at.getTime() / 1000 };
}

/** The form as it comes back. */
async function submitted(text = `${number} sms Hi`): Promise<string> {
  const view = await openByCommand(world, ada, text);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  return reachOutIdOf(view);
}

test('shows the time there while the number is typed', async () => {
  await openByCommand(world, ada, 'sms Hi');
  expect(blockIdsOf(ada.view)).not.toContain('time_there');
  await ada.fill('phone', number);
  await shows(() => blockIdsOf(ada.view).includes('time_there'));
  expect(JSON.stringify(blockOf(ada.view, 'time_there'))).toMatch(
    new RegExp(`It's ${day?.slice(0, 1).toUpperCase()}${day?.slice(1)} \\d\\d:\\d\\d .* there\\.`),
  );
});

test('a closed hour is asked about, and the time that is filled in answers it', async () => {
  const id = await submitted();
  expect(blockIdsOf(ada.view).slice(0, 4)).toEqual(['confirm', 'send_at', 'phone', 'time_there']);
  const question = blockOf(ada.view, 'confirm');
  expect(question).toMatchObject({ optional: true, element: { options: [{ value: 'hours' }] } });
  expect(JSON.stringify(question)).toMatch(
    /now, on a day that is closed there.*It's \w{3} \d+ \w{3}, \d\d:\d\d there/,
  );
  expect(filled()).toBe(opensAt);
  expect(hintsOf(ada.view).send_at).toContain('when it opens there next');
  expect(hintsOf(ada.view).send_at).toContain('To send now, tick the line above.');
  expect(await send(ada)).toBe(id);
  expect(await stored(id)).toEqual({ state: 'scheduled', at: opensAt });
  expect(callsFor(world, id)).toEqual([]);
});

test('ticked, it goes at once, whatever is filled in', async () => {
  const id = await submitted();
  await ada.choose('confirm', ['hours']);
  await send(ada);
  await shows(() => callsFor(world, id).length === 1);
});

test('beside another question it may not be left out, as a tick is needed', async () => {
  await submitted('+1 436 217 5944 sms Hi');
  expect(blockOf(ada.view, 'confirm')).toMatchObject({
    optional: false,
    element: { options: [{ value: 'hours' }, { value: 'unknown_range' }] },
  });
  await ada.choose('confirm', ['hours', 'unknown_range']);
  await send(ada);
});

test('neither ticked nor at another time, it is asked about again', async () => {
  await submitted();
  await ada.choose('send_at', '');
  expect(await ada.submit()).toMatchObject({
    errors: { confirm: expect.stringContaining('Tick each line') },
  });
});

test.each([false, true])(
  'another number takes what was filled in along with the question; all options in sight: %s',
  async (wantsMore) => {
    await openByCommand(world, ada, `${number} sms Hi`);
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    if (wantsMore) {
      await ada.press('more_options');
      await shows(() => blockIdsOf(ada.view).includes('display_name'));
      expect(blockIdsOf(ada.view).filter((id) => id === 'send_at')).toHaveLength(1);
    }
    await ada.fill('phone', '+4930901829');
    await shows(() => !blockIdsOf(ada.view).includes('confirm'));
    expect(blockIdsOf(ada.view)).not.toContain('send_at');
    await ada.fill('message', 'Hi, and more of it');
    await ada.press(wantsMore ? 'fewer_options' : 'more_options');
    await shows(() => blockIdsOf(ada.view).includes('display_name') !== wantsMore);
    expect(filled() ?? null).toBeNull();
  },
);

test('a time that was changed stays with another number', async () => {
  await submitted();
  await ada.choose('send_at', String(opensAt + 3600));
  await ada.fill('phone', '+4930901829');
  await shows(() => !blockIdsOf(ada.view).includes('confirm'));
  expect(filled()).toBe(opensAt + 3600);
});

test('a named time is judged as of then: what is asked is about that one', async () => {
  await openByCommand(world, ada, `${number} sms Hi`);
  await ada.press('more_options');
  await shows(() => blockIdsOf(ada.view).includes('send_at'));
  const closed = opensAt + 30 * 3600;
  await ada.choose('send_at', String(closed));
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  const text = JSON.stringify(blockOf(ada.view, 'confirm'));
  expect(text).toMatch(
    new RegExp(`Contact .* on ${afterwards} \\d+ \\w+, \\d\\d:\\d\\d, on a day that is closed`, 'i'),
  );
  expect(filled()).toBe(closed);
  expect(hintsOf(ada.view).send_at).not.toContain('Filled in');
  expect(await ada.submit()).toMatchObject({ errors: { confirm: expect.anything() } });
  await ada.choose('confirm', ['hours']);
  const id = await send(ada);
  expect(await stored(id)).toEqual({ state: 'scheduled', at: closed });
});

test('a time that is over, or too far ahead, is said at its field', async () => {
  await openByCommand(world, ada, `${number} sms Hi`);
  await ada.press('more_options');
  await shows(() => blockIdsOf(ada.view).includes('send_at'));
  for (const [at, error] of [
    [Date.now() / 1000 - 60, 'at least a minute from now'],
    [Date.now() / 1000 + 61 * 86_400, 'within the next 60 days'],
  ] as const) {
    await ada.choose('send_at', String(Math.floor(at)));
    expect(await ada.submit()).toMatchObject({ errors: { send_at: expect.stringContaining(error) } });
  }
});

test('where a zone is not known, that is asked about, and no time is offered', async () => {
  await submitted('+18005550199 voice Hi');
  expect(JSON.stringify(blockOf(ada.view, 'confirm'))).toContain("It isn't known what time it is there.");
  expect(blockIdsOf(ada.view)).not.toContain('send_at');
  await ada.choose('confirm', ['hours']);
  await send(ada);
});

test('where closed hours are refused, the next open time is offered with the reason, and taken', async () => {
  await policy.change(world, rules('refuse'));
  const id = await submitted();
  expect(blockIdsOf(ada.view)).not.toContain('confirm');
  expect(hintsOf(ada.view).send_at).toMatch(
    /a day that is closed there .*, which the policy doesn't allow\./,
  );
  expect(filled()).toBe(opensAt);
  await ada.choose('send_at', String(opensAt + 30 * 3600));
  expect(await ada.submit()).toMatchObject({
    errors: { send_at: expect.stringMatching(/Send it on .* there, or later/) },
  });
  await ada.choose('send_at', String(opensAt));
  await send(ada);
  expect(await stored(id)).toEqual({ state: 'scheduled', at: opensAt });
  await openByCommand(world, ada, '+18005550199 voice Hi');
  expect(await ada.submit()).toMatchObject({
    errors: { phone: expect.stringContaining('Enter another number') },
  });
});

function toNoon(place: string): number {
  return Math.abs(clockThere(place, now).minute - 720);
}

test('what was filled in for a message goes where a call, which no hours are for, is chosen', async () => {
  await policy.change(world, rules('ask').replace('{ ', '{ channels: [sms], '));
  await openByCommand(world, ada, `${number} sms Hi`);
  await ada.submit();
  expect(filled()).toBe(opensAt);
  await ada.choose('channel', 'voice');
  await shows(() => !blockIdsOf(ada.view).includes('confirm'));
  expect(filled()).toBeUndefined();
  const id = await send(ada);
  expect((await stored(id))?.state).not.toBe('scheduled');
});
