import { expect, test } from '@jest/globals';
import type { List } from '../../src/domain/many/list.ts';
import type { Row } from '../../src/domain/many/row.ts';
import { buildListMessage } from '../../src/views/many/message.ts';
import { buildResults } from '../../src/views/many/results.ts';
import { NAMELESS } from '../support/sample-reach-out.ts';

const LIST: List = {
  ...{ id: 'l', teamId: 'T1', userId: 'U1', placeId: 'C1', channel: 'whatsapp', state: 'reported' },
  ...{ answered: [], fileId: 'F1', posts: {}, troubles: 0, lease: 1, revision: 0 },
  content: { message: 'Hi', fileName: 'f.csv' },
  requestedAt: new Date('2026-03-03T09:00:00Z'),
  report: { rows: 2, goes: 1, closed: 0, out: [], seconds: 1 },
};
const ROW: Row = { line: 2, state: 'waiting', phone: '+12065550152', message: '<!channel> *now* ' };

test('an example stands letter for letter, with its number masked, and what to know of the channel', () => {
  const message = buildListMessage(LIST, { examples: [ROW] }, NAMELESS);
  const text = JSON.stringify(message.blocks);
  expect(text).toContain('To +1 …0152');
  expect(text).toContain('"text":"<!channel> *now* "');
  expect(text).toContain('WhatsApp delivers only templates');
  expect(JSON.stringify(message)).not.toContain('2065550152');
  const hidden = buildListMessage(LIST, { examples: [ROW] }, { ...NAMELESS, showsMessage: () => false });
  expect(JSON.stringify(hidden)).not.toContain('now');
});

test('however long its examples are, Slack takes them', () => {
  const long = { ...ROW, message: 'ä'.repeat(3000) };
  const { blocks } = buildListMessage(LIST, { examples: [long, long, long] }, NAMELESS);
  expect(JSON.stringify(blocks).length).toBeLessThan(13_000);
});

test('no cell of its file is taken for a formula, nor tells what a masked one is not to tell', async () => {
  async function* pages() {
    yield [{ ...ROW, state: 'out' as const, phone: '=HYPERLINK("x")', hasAnswered: false }];
  }
  const masked = Buffer.from(await buildResults(pages(), { showsNumbers: false })).toString();
  expect(masked).not.toContain('HYPERLINK');
  const full = Buffer.from(await buildResults(pages(), { showsNumbers: true })).toString();
  expect(full).toContain(`"'=HYPERLINK(""x"")"`);
});
