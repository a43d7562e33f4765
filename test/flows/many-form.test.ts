import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, type PersonFile, seedIds } from '../../src/sandbox/slack/index.ts';
import { listMessage, numbersFrom } from '../support/many.ts';
import { timesLogged } from '../support/ready.ts';
import { opened, textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ database: 'postgres' });
});
afterAll(() => world.stop());

const [first = '', second = '', third = '', fourth = ''] = numbersFrom(40, 4);
const UNCLEAR = `name,home,work\nAda,${first},${second}\n`;

const listIdOf = ({ view }: Person) =>
  (JSON.parse(String(view?.definition.private_metadata)) as { list_id: string }).list_id;

/** Hands a list in, and waits until its form says this. */
async function hand(person: Person, file: PersonFile | undefined, message: string, told: string) {
  if (file) await person.choose('file', [person.upload(file).id]);
  await person.fill('message', message);
  await person.submit();
  await world.slack.waitFor(() => JSON.stringify(person.view?.definition.blocks).includes(told));
}

async function open(person: Person): Promise<void> {
  await opened(world, person, () => person.command('#support', '/reach-out many'));
}

test('a column that was chosen is kept while the message is mended', async () => {
  const ada = world.slack.as(seedIds.ada);
  await open(ada);
  await hand(ada, { name: 'a.csv', content: UNCLEAR }, 'Hi {{surname}}', "isn't clear which column");
  await ada.choose('column', '2');
  await hand(ada, undefined, 'Hi {{surname}}', 'No column is called');
  const id = listIdOf(ada);
  await hand(ada, undefined, 'Hi {{name}}', 'The list is read');
  const report = textOf(await listMessage(world, id));
  expect(report).toContain('1 goes');
  expect(report).toContain(`…${second.slice(-4)}`);
});

test('a column that was chosen of one file is not taken for one of another', async () => {
  const grace = world.slack.as(seedIds.grace);
  await open(grace);
  await hand(grace, { name: 'a.csv', content: UNCLEAR }, 'Hi {{name}}', "isn't clear which column");
  await grace.choose('column', '2');
  const id = listIdOf(grace);
  const other = { name: 'b.csv', content: `phone,name,fax\n${third},Ada,${fourth}\n` };
  await hand(grace, other, 'Hi {{name}}', 'The list is read');
  const report = textOf(await listMessage(world, id));
  expect(report).toContain(`…${third.slice(-4)}`);
  expect(report).not.toContain(`…${fourth.slice(-4)}`);
});

test.each<[string, PersonFile, string]>([
  ['a workbook', { name: 'a.csv', content: 'PK\x03\x04' }, 'a spreadsheet, not a CSV file'],
  ['a row too many', { name: 'a.csv', content: `phone\n${'1\n'.repeat(5_001)}` }, 'outbound campaigns'],
  ['a quotation mark', { name: 'a.csv', content: 'phone,name\n1,"a' }, 'From line 2 on'],
  ['more than 2 MB', { name: 'a.csv', content: 'x'.repeat(2_100_000) }, 'larger than 2 MB'],
])('%s is said in the form, and nothing is lost', async (_, file, told) => {
  const kenji = world.slack.as(seedIds.kenji);
  await open(kenji);
  await hand(kenji, file, 'Hi there', told);
  expect(kenji.view?.values.message?.message).toMatchObject({ value: 'Hi there' });
  await kenji.close();
});

test('an app that was installed before it read files is told of in the log, and so is who asks for the form', async () => {
  const old = await startWorld({
    slack: { scopes: ['commands', 'chat:write', 'users:read', 'channels:read', 'groups:read', 'im:read'] },
  });
  try {
    expect(timesLogged(old, 'installed before it read files')).toBe(1);
    expect(old.logged()).toContain('"missing":["files:read","files:write"]');
    const ada = old.slack.as(seedIds.ada);
    await ada.command('#support', '/reach-out many');
    const { text } = await old.slack.waitFor(() => ada.ephemerals.at(-1));
    expect(text).toContain('Try');
    expect(ada.view).toBeUndefined();
  } finally {
    await old.stop();
  }
});
