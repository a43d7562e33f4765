import fs from 'node:fs';
import { expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import type { RequestRow, SandboxAbout } from '../../../src/sandbox/page-api.ts';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import { callSlack, lastTrigger } from './as-the-app.ts';
import { type Desk, expectAccessible, expectText, modal, openForm } from './support.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(`Option ${value}`), value });
const input = (block_id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id,
  optional: true,
  label: plain(`The ${block_id}`),
  element: { action_id: block_id, ...element },
  ...more,
});

/** One of each input that the app may come to use. */
const VIEW = {
  type: 'modal',
  title: plain('All of them'),
  submit: plain('Save'),
  close: plain('Back to it'),
  blocks: [
    { type: 'header', text: plain('Elements :warning:') },
    { type: 'divider' },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'With *context*' }] },
    input('number', { type: 'number_input', is_decimal_allowed: false, max_value: '9' }),
    input('email', { type: 'email_text_input' }),
    input('url', { type: 'url_text_input' }),
    input('short', { type: 'plain_text_input', max_length: 5 }, { hint: plain('Up to five') }),
    input('date', { type: 'datepicker', initial_date: '2026-03-01' }),
    input('time', { type: 'timepicker' }),
    input('moment', { type: 'datetimepicker' }),
    input('person', { type: 'users_select', placeholder: plain('Whom?') }),
    input('several', {
      type: 'multi_static_select',
      max_selected_items: 2,
      option_groups: [
        { label: plain('Vowels'), options: ['a', 'e'].map(option) },
        { label: plain('Others'), options: ['b', 'c'].map(option) },
      ],
    }),
    input('boxes', { type: 'checkboxes', options: ['x', 'y'].map(option), initial_options: [option('y')] }),
    input('files', { type: 'file_input', max_files: 2, filetypes: ['txt'] }),
    {
      type: 'section',
      block_id: 'extra',
      text: plain('With a menu'),
      accessory: { type: 'overflow', action_id: 'menu', options: ['o', 'p'].map(option) },
    },
  ],
};

export function elementCases(desk: () => Desk): void {
  const values = async () => {
    const { modals } = await desk().state();
    return modals[seedIds.ada]?.at(-1)?.values ?? {};
  };

  test('every kind of input works in a view pushed upon another, which keeps what was typed', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0152');
    await form.getByRole('textbox', { name: 'Message' }).fill('Kept below');
    await form.getByRole('button', { name: 'More options' }).click();
    await form.getByRole('textbox', { name: 'Display name' }).waitFor();
    await callSlack(desk(), 'views.push', { trigger_id: await lastTrigger(desk()), view: VIEW });
    await form.getByRole('heading', { name: 'All of them' }).waitFor();
    await expectAccessible(page, 'all inputs');
    await form.getByRole('textbox', { name: 'The number' }).fill('12');
    await form.getByRole('textbox', { name: 'The email' }).fill('nobody');
    await form.getByRole('textbox', { name: 'The url' }).fill('here');
    await form.getByRole('textbox', { name: 'The short' }).fill('too long');
    await expectText(form, '8 / 5');
    await form.getByRole('button', { name: 'Save' }).click();
    for (const error of [/no more than|less|9/, 'valid email', 'valid URL', 'no more than 5'])
      await expectText(form, error);

    await form.getByLabel('The date').fill('2026-04-05');
    await form.getByLabel('The time').fill('09:30');
    await form.getByLabel('The moment').fill('2026-07-01T12:00');
    await form.getByRole('combobox', { name: 'The person' }).fill('gra');
    await page.getByRole('option', { name: 'Grace Hopper' }).click();
    const several = form.getByRole('combobox', { name: 'The several' });
    for (const name of ['Option c', 'Option a']) {
      await several.fill(name);
      await page.getByRole('option', { name }).click();
      await form.getByRole('button', { name: `Remove ${name}` }).waitFor();
    }
    const others = form.getByRole('group', { name: 'Others' });
    await others.getByRole('option', { name: 'Option b' }).click();
    await expectText(form, 'No more than 2 can be chosen');
    await several.press('Escape');
    await form.getByRole('checkbox', { name: 'Option x' }).check();
    const files = form.getByRole('button', { name: 'The files' }).or(form.getByLabel('The files'));
    const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('x') });
    await files.setInputFiles(file('notes.pdf'));
    await expectText(form, "notes.pdf is of a type that can't be chosen here: txt only.");
    await files.setInputFiles(['a.txt', 'b.txt', 'c.txt'].map(file));
    await expectText(form, 'You can choose 2 files at most.');
    await files.setInputFiles(file('notes.txt'));
    await expectText(form, 'Chosen: notes.txt');
    expect(await values()).toMatchObject({
      date: { date: { selected_date: '2026-04-05' } },
      time: { time: { selected_time: '09:30' } },
      // Noon in London is eleven in UTC in July.
      moment: { moment: { selected_date_time: Date.UTC(2026, 6, 1, 11) / 1000 } },
      person: { person: { selected_user: seedIds.grace } },
      several: { several: { selected_options: [{ value: 'c' }, { value: 'a' }] } },
      boxes: { boxes: { selected_options: [{ value: 'y' }, { value: 'x' }] } },
      files: { files: { files: [{ name: 'notes.txt' }] } },
    });

    await form.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Option p' }).click();
    await form.getByRole('button', { name: 'Back', exact: true }).click();
    const below = form.getByRole('textbox', { name: 'Message', exact: true });
    await below.waitFor();
    expect(await below.inputValue()).toBe('Kept below');
  });

  test('a file that the app has shared is saved as it is', async () => {
    const page = await desk().openAs('ada');
    const bytes = 'phone,state\n=1+1,\u00e4';
    const { slackUrl } = (await desk().get('/api/about')) as SandboxAbout;
    const slack = new WebClient('xoxb-sandbox-bot-token', { slackApiUrl: `${slackUrl}/api/` });
    const announced = await slack.files.getUploadURLExternal({
      filename: 'result.csv',
      length: Buffer.byteLength(bytes),
    });
    await fetch(announced.upload_url ?? '', { method: 'POST', body: bytes });
    const files: [{ id: string; title: string }] = [
      { id: announced.file_id ?? '', title: 'What became of it' },
    ];
    await slack.files.completeUploadExternal({ files, channel_id: seedIds.support });
    await page.getByText('What became of it').waitFor();
    await expectAccessible(page, 'a message with a file');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download result.csv' }).click();
    expect((await saved).suggestedFilename()).toBe('result.csv');
    expect(fs.readFileSync(await (await saved).path(), 'utf8')).toBe(bytes);
  });

  test('a message: rich text letter for letter, a button that asks, a menu', async () => {
    const page = await desk().openAs('ada');
    const said = 'Use *1234* _now_ :tada: <@U0ADA00001> &lt;b&gt;\n> not a quote';
    await callSlack(desk(), 'chat.postMessage', {
      channel: seedIds.support,
      text: 'Rich',
      blocks: [
        {
          type: 'section',
          block_id: 'head',
          text: plain('Its head'),
          accessory: {
            type: 'button',
            action_id: 'go',
            text: plain('Go'),
            accessibility_label: 'Go to …0152',
            confirm: {
              title: plain('Really?'),
              text: plain('It goes.'),
              confirm: plain('Yes'),
              deny: plain('No'),
            },
          },
        },
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_quote', elements: [{ type: 'text', text: said }] },
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'Plain', style: { bold: true } }] },
            { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a  b' }] },
          ],
        },
        {
          type: 'section',
          block_id: 'rest',
          text: plain('The rest'),
          accessory: {
            type: 'overflow',
            action_id: 'card_menu',
            options: [
              { text: plain('Show number'), value: 'show_number:1' },
              { text: plain('Open'), value: 'open:1', url: 'https://example.com/' },
            ],
          },
        },
      ],
    });
    const mine = page.getByRole('article').filter({ hasText: 'Its head' }).last();
    expect(await mine.locator('blockquote').innerText()).toBe(said);
    expect(await mine.locator('strong', { hasText: 'Plain' }).count()).toBe(1);
    expect(await mine.locator('pre').innerText()).toBe('a  b');
    await mine.getByRole('button', { name: 'Go to …0152' }).click();
    await expectText(modal(page), 'Really?');
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'detached' });

    await mine.getByRole('button', { name: 'More', exact: true }).click();
    const menu = await page.getByRole('menu').boundingBox();
    const below = await page.locator('.composer').boundingBox();
    expect((menu?.y ?? 0) + (menu?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    await page.getByRole('menuitem', { name: 'Open' }).click();
    await expectText(page.locator('.toasts'), 'In Slack this opens https://example.com/');
    await page.waitForFunction(async () => {
      const rows = (await (await fetch('/api/requests')).json()) as RequestRow[];
      const last = rows.findLast(({ name }) => name === 'block_actions');
      const { body } = await (await fetch(`/api/requests/${last?.id}`)).json();
      const [action] = body.actions;
      return action.action_id === 'card_menu' && action.selected_option.value === 'open:1';
    });
  });
}
