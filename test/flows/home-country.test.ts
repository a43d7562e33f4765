import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { callsFor, hintsOf, metadataOf, openByCommand, opened, send, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ env: { DEFAULT_COUNTRY: '' } });
});
afterEach(() => {
  world.slack.faults.clear();
  world.slack.setLatency(0);
});
afterAll(() => world.stop());

const typed = (person: Person) => person.view?.values.phone?.phone?.value;

/** The number that goes out. */
async function dialled(person: Person): Promise<unknown> {
  const id = await send(person);
  await world.slack.waitFor(() => callsFor(world, id).length > 0);
  const [call] = callsFor(world, id) as { DestinationEndpoint: { Address: string } }[];
  return call?.DestinationEndpoint.Address;
}

const hint = (person: Person, text: string) =>
  world.slack.waitFor(() => (hintsOf(person.view).phone ?? '').includes(text));

describe('a number typed without its country code', () => {
  test.each([
    [seedIds.ada, '020 7946 0018', '+44 20 7946 0018', 'the United Kingdom', 'London'],
    [seedIds.grace, '(206) 555-0152', '+1 206 555 0152', 'the United States', 'New York'],
    [seedIds.kenji, '03-3210-1234', '+81 3 3210 1234', 'Japan', 'Tokyo'],
    [seedIds.grid, '01 39 98 00 12', '+33 1 39 98 00 12', 'France', 'Paris'],
  ])('by %s: %s is %s, and the form says why', async (id, number, written, country, city) => {
    const person = world.slack.as(id);
    await openByCommand(world, person, `${number} sms Hi`);
    expect(typed(person)).toBe(written);
    await hint(person, `A number in ${country}, as your Slack time zone is ${city}.`);
    await person.fill('phone', number);
    await hint(person, `${written} in ${country}, as your Slack time zone is ${city}.`);
    expect(await dialled(person)).toBe(written.replaceAll(' ', ''));
  });

  test('is found in a message by whoever reaches out from it', async () => {
    const ada = world.slack.as(seedIds.ada);
    const { ts } = ada.post('#support', 'Please ring 020 7946 0018 today');
    await opened(world, ada, () => ada.messageShortcut('reach_out_from_message', '#support', ts));
    expect(typed(ada)).toBe('+44 20 7946 0018');
    await hint(ada, 'A number in the United Kingdom, as your Slack time zone is London.');
    await ada.fill('phone', '+44 20 7946 0018');
    await hint(ada, 'A number in the United Kingdom. ');
  });

  test('is the same where it is tried again', async () => {
    const ada = world.slack.as(seedIds.ada);
    world.connect.fault({ kind: 'invalid_request', operation: 'StartOutboundChatContact' });
    await openByCommand(world, ada, 'sms Hi');
    await ada.fill('phone', '020 7946 0018');
    const failed = await told(world, await send(ada), 'card', 'Try again');
    await opened(world, ada, () => ada.press('try_again', failed));
    expect(typed(ada)).toBe('+44 20 7946 0018');
  });
});

test('an empty form says how a number is read, for each by their own time zone', async () => {
  for (const [id, city] of [
    [seedIds.ada, 'the United Kingdom, as your Slack time zone is London'],
    [seedIds.kenji, 'Japan, as your Slack time zone is Tokyo'],
  ] as const) {
    const person = world.slack.as(id);
    await opened(world, person, () => person.globalShortcut('reach_out'));
    await hint(person, `Without a country code, it is read as a number in ${city}.`);
  }
});

describe('while Slack does not say where somebody is', () => {
  test('nothing is guessed: not in the command, not in the form, not when it is sent', async () => {
    await world.restart();
    const ada = world.slack.as(seedIds.ada);
    world.slack.fault({ method: 'users.info', kind: 'http_500', times: 9 });
    await openByCommand(world, ada, '020 7946 0018 sms Hi');
    expect(typed(ada)).toBe('020 7946 0018');
    expect(hintsOf(ada.view).phone).toBe('With the country code, written any way you like.');
    expect(metadataOf(ada.view!)).not.toHaveProperty('home_sign');
    // By now Slack would say it; the form has not, and counts.
    world.slack.faults.clear();
    expect(await ada.submit()).toMatchObject({
      kind: 'errors',
      errors: { phone: expect.stringContaining('Include the country code') },
    });
  });

  test('a form opens all the same, soon, and says it once Slack has', async () => {
    await world.restart();
    const ada = world.slack.as(seedIds.ada);
    world.slack.fault({ method: 'users.info', kind: 'delay', ms: 1000 });
    const before = Date.now();
    await openByCommand(world, ada, '020 7946 0018 sms Hi');
    expect(Date.now() - before).toBeLessThan(1000);
    await hint(ada, '+44 20 7946 0018 in the United Kingdom, as your Slack time zone is London.');
    expect(await dialled(ada)).toBe('+442079460018');
  });

  test('a form without a number waits for nothing', async () => {
    await world.restart();
    world.slack.log.clear();
    const ada = world.slack.as(seedIds.ada);
    await openByCommand(world, ada, '+44 20 7946 0018 sms Hi');
    const [first] = world.slack.log.entries.filter(({ direction }) => direction === 'app_to_slack');
    expect(first?.name).toBe('views.open');
    await hint(ada, 'A number in the United Kingdom.');
  });
});
