import { afterEach, expect, test } from '@jest/globals';
import { writeCsv } from '../../src/domain/csv/write-csv.ts';
import type { Log } from '../../src/domain/kernel/log.ts';
import { readCsv } from '../../src/domain/many/read-csv.ts';
import {
  defaultSeed,
  type FaultSpec,
  type SimulatedSlack,
  type SimulatedSlackOptions,
  seedIds,
} from '../../src/sandbox/slack/index.ts';
import { createTransfer } from '../../src/slack/file-transfer.ts';
import { createFiles } from '../../src/slack/files.ts';
import { clientOf, plain, sampleModal, startBolt, startSlack, stopAll } from '../sandbox/slack/support.ts';

afterEach(stopAll);

const MOST = 2_000;
const CSV = 'phone,name\n+12065550152,Zoë\n';
const CHANNEL = seedIds.support;

/** The app's files on a Slack of its own, and all that was logged. */
async function start(options: SimulatedSlackOptions = {}, deadlineMs = 5_000) {
  const slack = await startSlack(options);
  const logged: string[] = [];
  const note = (...line: unknown[]) => void logged.push(JSON.stringify(line));
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const transfer = createTransfer(slack.botToken, slack.apiUrl, deadlineMs);
  return { slack, logged, files: createFiles(clientOf(slack), transfer, log) };
}

/** A file that Ada has picked in a modal of the app. */
function picked(slack: SimulatedSlack, content: string | Uint8Array = CSV): string {
  const file = slack.as(seedIds.ada).upload({ name: 'customers.csv', content });
  file.isForApp = true;
  return file.id;
}

const filesIn = (slack: SimulatedSlack) => slack.messages(CHANNEL).filter(({ files }) => files);

test('a file goes from a person into a modal, and from there to the app', async () => {
  const { slack, files } = await start();
  const element = { type: 'file_input' as const, action_id: 'file', filetypes: ['csv', 'txt'], max_files: 1 };
  const block = { type: 'input', block_id: 'file', label: plain('File'), element };
  const submitted = Promise.withResolvers<string>();
  await startBolt(slack, 'http', (app) => {
    app.command('/open', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: sampleModal([block]) });
    });
    app.view('sample', async ({ ack, view }) => {
      await ack();
      submitted.resolve(view.state.values.file?.file?.files?.[0]?.id ?? '');
    });
  });
  const ada = slack.as(seedIds.ada);
  await ada.command('#support', '/open');
  await slack.waitFor(() => ada.view);
  const { id } = ada.upload({ name: 'Kunden.CSV', content: CSV });
  expect(await files.download({ id: id }, MOST)).toEqual({ kind: 'gone' });
  const workbook = ada.upload({ name: 'customers.xlsx', content: 'PK' });
  await expect(ada.choose('file', [workbook.id])).rejects.toThrow('takes csv, txt only');
  await expect(ada.choose('file', [id, workbook.id])).rejects.toThrow('takes at most 1');
  await expect(slack.as(seedIds.grace).choose('file', [id])).rejects.toThrow('no modal open');
  await ada.choose('file', [id]);
  await ada.fill('phone', '1');
  expect(await ada.submit()).toEqual({ kind: 'closed' });
  expect(await submitted.promise).toBe(id);
  const downloaded = await files.download({ id: id }, MOST);
  expect(downloaded).toMatchObject({ kind: 'file', name: 'Kunden.CSV' });
  expect(downloaded.kind === 'file' && (await readCsv(downloaded.bytes))).toMatchObject({
    columns: ['phone', 'name'],
  });
});

test('a view that takes files needs the scope to read them', async () => {
  const { slack } = await start({ scopes: ['commands', 'chat:write'] });
  const block = { type: 'input', block_id: 'f', label: plain('F'), element: { type: 'file_input' } };
  const refused = Promise.withResolvers<string>();
  await startBolt(slack, 'http', (app) => {
    app.command('/open', async ({ ack, body, client }) => {
      await ack();
      await client.views
        .open({ trigger_id: body.trigger_id, view: sampleModal([block]) })
        .catch((error) => refused.resolve(error.data.error));
    });
  });
  await slack.as(seedIds.ada).command('#support', '/open');
  expect(await refused.promise).toBe('missing_scope');
});

test('bytes come as they are, and at most as many as are asked for', async () => {
  const { slack, files } = await start();
  const bytes = Uint8Array.from({ length: MOST }, (_, at) => at % 256);
  expect(await files.download({ id: picked(slack, bytes) }, MOST)).toEqual({
    kind: 'file',
    name: 'customers.csv',
    bytes: Buffer.from(bytes),
  });
  expect(await files.download({ id: picked(slack, bytes) }, MOST - 1)).toEqual({ kind: 'too_large' });
});

test('a file that is larger than Slack has said is not read to its end', async () => {
  const { slack } = await start();
  const transfer = createTransfer(slack.botToken, slack.apiUrl, 5_000);
  const { file } = await clientOf(slack).files.info({ file: picked(slack, 'x'.repeat(500_000)) });
  const url = file?.url_private_download ?? '';
  expect(await transfer.get(url, { mostBytes: MOST, isPage: () => false })).toEqual({ kind: 'too_large' });
});

const down = (fault: Omit<FaultSpec, 'method'> & { kind: FaultSpec['kind'] }, method = 'file_download') =>
  ({ method, ...fault }) as FaultSpec;

test.each<[string, FaultSpec, object]>([
  ['a proxy answers in place of Slack', down({ kind: 'malformed' }), { kind: 'unavailable' }],
  ['500', down({ kind: 'http_500' }), { kind: 'unavailable' }],
  ['the connection breaks', down({ kind: 'drop_before' }), { kind: 'unavailable' }],
  ['no answer in time', down({ kind: 'delay', ms: 2_000 } as never), { kind: 'unavailable' }],
  [
    'Slack knows it no more',
    down({ kind: 'error', error: 'file_deleted' } as never, 'files.info'),
    { kind: 'gone' },
  ],
  [
    'Slack knows no such method',
    down({ kind: 'error', error: 'unknown_method' } as never, 'files.info'),
    { kind: 'gone' },
  ],
  ['Slack is busy', down({ kind: 'rate_limited' }, 'files.info'), { kind: 'unavailable' }],
  ['Slack stumbles', down({ kind: 'http_500' }, 'files.info'), { kind: 'unavailable' }],
])('a download that fails is an answer, and the next one goes: %s', async (_, fault, expected) => {
  const { slack, files, logged } = await start({}, 500);
  const id = picked(slack);
  slack.fault(fault);
  expect(await files.download({ id: id }, MOST)).toEqual(expected);
  expect(logged).toHaveLength(1);
  expect(logged.join()).not.toMatch(/xoxb|files-pri|555/);
  expect(await files.download({ id: id }, MOST)).toMatchObject({ kind: 'file' });
});

test('what is deleted, somebody else’s or nowhere is gone', async () => {
  const { slack, files } = await start();
  const deleted = picked(slack);
  Object.assign(slack.workspace.files.get(deleted) ?? {}, { isDeleted: true });
  const hers = slack.as(seedIds.ada).upload({ name: 'a.csv', content: CSV }).id;
  for (const id of [deleted, hers, 'F0NOWHERE1'])
    expect(await files.download({ id: id }, MOST)).toEqual({ kind: 'gone' });
});

test('an app that was installed before files were needed', async () => {
  const { slack, files } = await start({ scopes: ['chat:write'] });
  expect(await files.download({ id: picked(slack) }, MOST)).toEqual({ kind: 'not_allowed' });
  expect(await files.upload({ name: 'a.csv', bytes: Buffer.from(CSV) })).toEqual({
    kind: 'refused',
    error: 'missing_scope',
  });
});

test.each<[string, FaultSpec]>([
  ['knows no such method', { method: 'files.info', kind: 'error', error: 'unknown_method' }],
  ['does not let it be called', { method: 'files.info', kind: 'error', error: 'not_allowed_token_type' }],
  ['stumbles', { method: 'files.info', kind: 'http_500' }],
])('where Slack describes no file, it is fetched from where the form said: Slack %s', async (_, fault) => {
  const { slack, files } = await start();
  const id = picked(slack);
  const { file } = await clientOf(slack).files.info({ file: id });
  const url = file?.url_private_download;
  for (const elsewhere of ['http://127.0.0.2:9/list.csv', 'https://slack.com.example.com/list.csv']) {
    slack.fault(fault);
    expect(await files.download({ id, url: elsewhere }, MOST)).toEqual({ kind: 'unavailable' });
  }
  slack.fault(fault);
  expect(await files.download({ id, url }, MOST)).toMatchObject({ kind: 'file', bytes: Buffer.from(CSV) });
  slack.fault({ method: 'files.info', kind: 'error', error: 'file_deleted' });
  expect(await files.download({ id, url }, MOST)).toEqual({ kind: 'gone' });
});

test('without a token Slack answers with a page to sign in on', async () => {
  const { slack } = await start();
  const id = picked(slack);
  const { file } = await clientOf(slack).files.info({ file: id });
  const url = file?.url_private_download ?? '';
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  const transfer = createTransfer('xoxb-another', slack.apiUrl, 5_000);
  const isPage = (type: string) => type.includes('text/html');
  expect(await transfer.get(url, { mostBytes: MOST, isPage })).toEqual({ kind: 'page' });
});

test.each(['https://files.slack.com.example.com/x', 'http://files.slack.com/x', 'http://127.0.0.2:9/x'])(
  'the token does not go to %s',
  async (url) => {
    const { slack } = await start();
    const transfer = createTransfer(slack.botToken, slack.apiUrl, 5_000);
    expect(await transfer.get(url, { mostBytes: MOST, isPage: () => false })).toEqual({ kind: 'failed' });
    expect(await transfer.post(url, Buffer.from('x'))).toBe(false);
  },
);

test('a file is uploaded, shared in a thread, and stands there once however often it is shared', async () => {
  const { slack, files } = await start();
  const head = slack.as(seedIds.ada).post('#support', 'Here');
  const bytes = writeCsv([
    ['phone', 'state'],
    ['+12065550152', '=1+1'],
  ]);
  const uploaded = await files.upload({ name: 'Ergebnis – März.csv', bytes });
  expect(filesIn(slack)).toEqual([]);
  const fileId = uploaded.kind === 'uploaded' ? uploaded.fileId : '';
  const share = { fileId, title: 'Result', placeId: CHANNEL, threadTs: head.ts };
  expect(await files.share(share)).toEqual({ kind: 'shared' });
  expect(await files.share(share)).toEqual({ kind: 'shared' });
  expect(filesIn(slack)).toMatchObject([
    { thread_ts: head.ts, files: [{ id: fileId, title: 'Result', name: 'Ergebnis – März.csv' }] },
  ]);
  const downloaded = await files.download({ id: fileId }, MOST);
  expect(downloaded.kind === 'file' && Buffer.from(downloaded.bytes).toString()).toBe(
    "\uFEFFphone,state\n'+12065550152,'=1+1\n",
  );
});

const sharing = 'files.completeUploadExternal';
const looking = 'files.info';

test.each<[string, FaultSpec[], string, number]>([
  ['carried out, and the connection broke', [{ method: sharing, kind: 'drop_after' }], 'shared', 1],
  ['carried out, and answered by a proxy', [{ method: sharing, kind: 'malformed' }], 'shared', 1],
  ['not carried out', [{ method: sharing, kind: 'drop_before' }], 'unknown', 0],
  ['Slack stumbles', [{ method: sharing, kind: 'http_500' }], 'unknown', 0],
  ['Slack is busy', [{ method: sharing, kind: 'rate_limited' }], 'unavailable', 0],
  ['nobody can look', [{ method: looking, kind: 'http_500' }], 'unknown', 0],
])('sharing: %s', async (_, faults, kind, count) => {
  const { slack, files } = await start();
  const uploaded = await files.upload({ name: 'a.csv', bytes: Buffer.from(CSV) });
  const fileId = uploaded.kind === 'uploaded' ? uploaded.fileId : '';
  for (const fault of faults) slack.fault(fault);
  const share = { fileId, title: 'Result', placeId: CHANNEL };
  expect(await files.share(share)).toEqual({ kind });
  expect(filesIn(slack)).toHaveLength(count);
  expect(await files.share(share)).toEqual({ kind: 'shared' });
  expect(filesIn(slack)).toHaveLength(1);
});

test('a file is shared where Slack answers no question about files', async () => {
  const { slack, files } = await start();
  const uploaded = await files.upload({ name: 'a.csv', bytes: Buffer.from(CSV) });
  const fileId = uploaded.kind === 'uploaded' ? uploaded.fileId : '';
  slack.fault({ method: looking, kind: 'error', error: 'unknown_method' });
  expect(await files.share({ fileId, title: 'Result', placeId: CHANNEL })).toEqual({ kind: 'shared' });
  expect(filesIn(slack)).toHaveLength(1);
});

test.each<[string, string, string | undefined, string]>([
  ['where the app is not', seedIds.random, undefined, 'not_in_channel'],
  ['where it can see nothing', seedIds.board, undefined, 'channel_not_found'],
  ['what is archived', seedIds.archived, undefined, 'is_archived'],
  ['a file that is not there', CHANNEL, 'F0NOWHERE1', 'file_not_found'],
])('nothing is shared: %s', async (_, placeId, file, error) => {
  const { files } = await start({ state: defaultSeed() });
  const uploaded = await files.upload({ name: 'a.csv', bytes: Buffer.from(CSV) });
  const fileId = file ?? (uploaded.kind === 'uploaded' ? uploaded.fileId : '');
  expect(await files.share({ fileId, title: 'Result', placeId })).toEqual({ kind: 'refused', error });
});

test.each<[string, FaultSpec]>([
  ['the bytes get lost', { method: 'file_upload', kind: 'drop_before' }],
  ['they are refused', { method: 'file_upload', kind: 'http_500' }],
  ['Slack gives no address', { method: 'files.getUploadURLExternal', kind: 'http_500' }],
])('an upload may be repeated: %s', async (_, fault) => {
  const { slack, files } = await start();
  slack.fault(fault);
  const file = { name: 'a.csv', bytes: Buffer.from(CSV) };
  expect(await files.upload(file)).toEqual({ kind: 'unavailable' });
  expect(await files.upload(file)).toMatchObject({ kind: 'uploaded' });
});

test('files outlast a restart of the sandbox', async () => {
  const { slack } = await start();
  const id = picked(slack);
  const again = await start({ state: JSON.parse(JSON.stringify(slack.snapshot())) });
  expect(await again.files.download({ id: id }, MOST)).toMatchObject({
    kind: 'file',
    bytes: Buffer.from(CSV),
  });
});
