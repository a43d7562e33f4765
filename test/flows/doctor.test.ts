import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { LOOKING } from '../../src/views/sentences/doctor.ts';
import { readJson } from '../manifest/read-json.ts';
import { policyFile } from '../support/policy.ts';
import { textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const policy = policyFile(`admins: [${seedIds.grace}]\n`);
let world: World;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  world = await startWorld({ database: 'postgres', env: policy.env });
  [ada, grace] = [world.slack.as(seedIds.ada), world.slack.as(seedIds.grace)];
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

/** What stands in a conversation for this person alone. */
const whispered = (place: string, { id }: Person) =>
  world.slack.messages(place).filter(({ visible_to }) => visible_to === id);

/** What an admin is answered in a place, once all was looked at. */
async function doctorSays(place: string): Promise<string> {
  const before = whispered(place, grace).length;
  const answer = await grace.command(place, '/reach-out doctor');
  expect(answer).toMatchObject({ response: { text: LOOKING, visible_to: grace.id } });
  await world.app.drain();
  return whispered(place, grace)
    .slice(before + 1)
    .map(textOf)
    .join('\n');
}

/** Installs the app with fewer scopes. */
function install({ without = [] }: { without?: string[] } = {}): void {
  const manifest = readJson<{ oauth_config: { scopes: { bot: string[] } } }>('manifest/manifest.json');
  const { scopes } = manifest.oauth_config;
  scopes.bot = scopes.bot.filter((scope) => !without.includes(scope));
  world.slack.changeManifest(manifest);
  world.slack.installAgain();
}

/** Resolves once an admin's Home tab, opened anew, says what it is to. */
async function homeSays(isRight: (text: string) => boolean): Promise<void> {
  world.turn(5);
  await grace.openHome();
  const turning = setInterval(() => world.turn(1), 100);
  await world.slack.waitFor(
    () => isRight(textOf({ text: '', blocks: (grace.home?.definition.blocks ?? []) as never })),
    { timeoutMs: 50_000 },
  );
  clearInterval(turning);
}

test('the Home tab of an admin says by itself what has failed', async () => {
  install({ without: ['files:read'] });
  const lacks = ':x: Slack: The token lacks 1 of the 14 scopes';
  await homeSays((text) => text.includes(lacks) && text.includes('`/reach-out doctor` says what to do'));
});

test('an admin reads, alone, how all stands, by which ways Slack has come, and that it is not here; then the Home tab goes by that', async () => {
  install();
  const said = await doctorSays('#random');
  expect(said).toMatch(/^Reach Out \d+\.\d+\.\d+\. /);
  expect(said).toContain("✓ SLACK_BOT_TOKEN is @reach_out's in Reach Out Sandbox");
  expect(said).toMatch(
    /✓ From Slack came a command \d+ s ago, an event \d+ s ago; no button, form or shortcut since the start \d+ s ago\./,
  );
  expect(said).toContain('To see the rest come, press a button of its; then run doctor again.');
  expect(said).toContain(
    "! Reach Out can't post here.\n>It isn't in this channel.\n>→ Type /invite @Reach Out here.",
  );
  expect(said).toContain('✓ The environment is complete.');
  expect(world.slack.messages('#random').every(({ visible_to }) => visible_to === grace.id)).toBe(true);
  await homeSays((text) => !text.includes('The token lacks'));
});

test('nobody else sees how it is set up, and what they are refused is accounted for', async () => {
  expect(await ada.command('#support', '/reach-out doctor')).toMatchObject({
    response: { text: `Only admins can see how Reach Out is set up. Ask <@${grace.id}>.` },
  });
  const refused = `select count(*)::int from reach_out.audit_entry where action = 'refused' and actor = $1`;
  expect(await world.sql(refused, [ada.id])).toEqual([{ count: 1 }]);
  const lookedAt = `select count(*)::int from reach_out.audit_entry where actor = $1`;
  expect(await world.sql(lookedAt, [grace.id])).toEqual([{ count: 0 }]);
});

test('while Slack does not say who asks, nothing is looked at', async () => {
  world.slack.fault({ method: 'users.info', kind: 'error', error: 'internal_error' });
  const kenji = world.slack.as(seedIds.kenji);
  expect(await kenji.command('#support', '/reach-out doctor')).toMatchObject({
    response: { text: expect.stringContaining("couldn't be asked just now") },
  });
});
