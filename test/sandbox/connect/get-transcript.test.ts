import { GetTranscriptCommand, type GetTranscriptCommandInput } from '@aws-sdk/client-connectparticipant';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ManualClock, manualClock } from '../../../src/sandbox/connect/index.ts';
import { type ChatDesk, chatDesk } from './chat-support.ts';
import { errorName, stopAll, whatsAppInput } from './support.ts';

/** "Hello", the participant's arrival, then twenty texts, a second between any two. */
const TEXTS = Array.from({ length: 20 }, (_, index) => `Text ${index + 1}`);
const START = Date.UTC(2026, 2, 3, 9);

let desk: ChatDesk;
let clock: ManualClock;
let id: string;
let ConnectionToken: string;

beforeAll(async () => {
  clock = manualClock(START);
  desk = await chatDesk({ clock });
  id = await desk.start(whatsAppInput());
  ConnectionToken = await desk.join(id);
  for (const text of TEXTS) {
    clock.advance(1000);
    desk.connect.world.customerReply(id, text);
  }
});
afterAll(stopAll);

const get = (input: Partial<GetTranscriptCommandInput> = {}) =>
  desk.participants.send(new GetTranscriptCommand({ ConnectionToken, ...input }));

const textsOf = async (input: Partial<GetTranscriptCommandInput>) =>
  (await get(input)).Transcript?.map(
    ({ Content, ContentType }) => Content ?? ContentType?.split('event.')[1],
  );

test('the newest fifteen, newest first, unless asked otherwise', async () => {
  expect(await textsOf({})).toEqual(TEXTS.slice(5).reverse());
  expect(await textsOf({ SortOrder: 'ASCENDING' })).toEqual(TEXTS.slice(5));
  expect(await textsOf({ ScanDirection: 'FORWARD', MaxResults: 3, SortOrder: 'ASCENDING' })).toEqual([
    'Hello',
    'participant.joined',
    'Text 1',
  ]);
  expect(await get({ MaxResults: 1 })).toMatchObject({
    InitialContactId: id,
    Transcript: [{ Type: 'MESSAGE', ParticipantRole: 'CUSTOMER', ContactId: id, Id: expect.any(String) }],
  });
});

test.each(['FORWARD', 'BACKWARD'] as const)('page by page %s, each item once', async (ScanDirection) => {
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await get({ ScanDirection, MaxResults: 7, NextToken, SortOrder: 'ASCENDING' });
    const contents = page.Transcript?.map(({ Content }) => Content) ?? [];
    if (ScanDirection === 'FORWARD') seen.push(...contents);
    else seen.unshift(...contents);
    NextToken = page.NextToken;
  } while (NextToken);
  expect(seen).toEqual(['Hello', undefined, ...TEXTS]);
});

test('from an item, a time, or the most recent on', async () => {
  const { Transcript = [] } = await get({ MaxResults: 5 });
  const Id = Transcript.at(-1)?.Id;
  const ascending = { SortOrder: 'ASCENDING' } as const;
  expect(await textsOf({ ...ascending, StartPosition: { Id } })).toEqual(TEXTS.slice(15));
  expect(await textsOf({ ...ascending, StartPosition: { MostRecent: 2 } })).toEqual(TEXTS.slice(18));
  const AbsoluteTime = new Date(START + 19_000).toISOString();
  expect(await textsOf({ ...ascending, StartPosition: { AbsoluteTime } })).toEqual(TEXTS.slice(18));
  expect(
    await textsOf({
      ...ascending,
      StartPosition: { AbsoluteTime },
      ScanDirection: 'BACKWARD',
      MaxResults: 2,
    }),
  ).toEqual(TEXTS.slice(17, 19));
});

test.each([
  ['0 results', { MaxResults: 0 }],
  ['101 results', { MaxResults: 101 }],
  ['an unknown order', { SortOrder: 'RANDOM' as 'ASCENDING' }],
  ['a token of somebody else’s', { NextToken: 'nonsense' }],
  ['a start that is unknown', { StartPosition: { Id: 'nonsense' } }],
  ['two starts', { StartPosition: { Id: 'x', MostRecent: 1 } }],
  ['a time that is none', { StartPosition: { AbsoluteTime: 'yesterday' } }],
])('refuses %s', async (_what, input) => {
  expect(await errorName(get(input))).toBe('ValidationException');
});

test('receipts stand with their message; typing leaves nothing; it ends with the contact', async () => {
  const { world } = desk.connect;
  await desk.say(ConnectionToken, 'Tomorrow?');
  world.customerTypes(id);
  world.customerReceives(id);
  clock.advance(1000);
  world.customerReads(id);
  const [newest] = (await get({ MaxResults: 1 })).Transcript ?? [];
  expect(newest).toMatchObject({
    Content: 'Tomorrow?',
    MessageMetadata: {
      MessageId: newest?.Id,
      Receipts: [
        {
          DeliveredTimestamp: new Date(START + 20_000).toISOString(),
          ReadTimestamp: new Date(START + 21_000).toISOString(),
        },
      ],
    },
  });
  world.endByFlow(id);
  expect(await errorName(get())).toBe('AccessDeniedException');
});
