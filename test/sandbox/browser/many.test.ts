import fs from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import {
  card,
  describeInBrowser,
  expectAccessible,
  expectText,
  modal,
  thread,
  useDesk,
  write,
} from './support.ts';

/** Lists from the file to the file, at the pace of two a second. */
describeInBrowser('many', () => {
  const desk = useDesk();
  afterAll(() => expect(desk().browser.complaints).toEqual([]));

  const csv = (rows: string[][], columns = ['Telefon', 'Name']) => ({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([columns, ...rows].map((row) => row.join(';')).join('\r\n'), 'latin1'),
  });
  const customers = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => [`+1 206 555 0${from + at}`, `Zo\u00eb ${at}`]);

  async function openMany(page: Page): Promise<Locator> {
    await write(page, '/reach-out many');
    await modal(page).getByRole('heading', { name: 'Reach out to many' }).waitFor();
    return modal(page);
  }

  /** Resolves to the message of the list, once its report stands. */
  async function hand(form: Locator, page: Page, file: ReturnType<typeof csv>): Promise<Locator> {
    await form.locator('input[type=file]').setInputFiles(file);
    await expectText(form, 'Chosen: customers.csv');
    await form.getByRole('textbox', { name: 'Message' }).fill('Hi {{name}}, your order is ready');
    await form.getByRole('button', { name: 'Read the list' }).click();
    await expectText(form, 'The report is in');
    await form
      .getByRole('button', { name: /Close|Done|Cancel/ })
      .first()
      .click();
    await form.waitFor({ state: 'detached' });
    await expectText(card(page), 'not started');
    const ts = await card(page).getAttribute('data-ts');
    return page.getByRole('main').locator(`[data-ts="${ts}"]`);
  }

  async function press(page: Page, list: Locator, name: string, answer?: string): Promise<void> {
    await list.getByRole('button', { name }).click();
    if (answer) await page.getByRole('dialog').getByRole('button', { name: answer, exact: true }).click();
  }

  test('a file is reported on, started, and ends with another file; who answers has a thread', async () => {
    const page = await desk().openAs('ada', { anew: true });
    const form = await openMany(page);
    await expectAccessible(page, 'the form of a list', 'dialog');
    const rows = [...customers(171, 3), ['+1 206 555 0171', 'Twice'], ['12', 'Short'], ['', 'None']];
    const list = await hand(form, page, csv(rows));
    for (const text of [
      '3 go, in about',
      'the same number stands further above',
      "the phone number isn't valid",
      'Zo\u00eb 0',
    ])
      await expectText(list, text);
    expect(await list.innerText()).not.toMatch(/555/);
    await expectAccessible(page, 'a report');
    await press(page, list, 'Start', 'Start');
    await expectText(list, /3 started.* 3 left out/);
    await expectText(list, 'in the thread, as a file');
    await list.getByRole('button', { name: /1 reply/ }).click();
    const saved = page.waitForEvent('download');
    await thread(page)
      .getByRole('link', { name: /^Download/ })
      .click();
    const lines = fs
      .readFileSync(await (await saved).path(), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(1 + rows.length);
    // A ContactId may have these digits as well.
    expect(lines.join('\n').replaceAll(/[0-9a-f-]{36}/g, '')).not.toMatch(/555/);
    expect(lines.filter((line) => /,(Started|Ended),[0-9a-f-]{36},/.test(line))).toHaveLength(3);

    const { act, state } = desk();
    const { contacts } = await state();
    const reached = contacts.find(({ contact }) => contact.customer.address.includes('0172'));
    await act({
      type: 'contact',
      id: reached?.contact.id ?? '',
      action: { type: 'customerReply', text: 'On my way' },
    });
    await expectText(page.getByRole('main'), 'Conversation open');
  });

  test('a template stands in place of the message, and a call has none', async () => {
    const page = await desk().openAs('grace');
    const form = await openMany(page);
    const picker = form.getByRole('combobox', { name: 'Template' });
    await form.locator('input[type=file]').setInputFiles(
      csv(
        [
          ['+1 206 555 0191', 'Sofia', '4711'],
          ['+1 206 555 0192', 'Bo', ''],
        ],
        ['Phone', 'First name', 'Order'],
      ),
    );
    await expectText(form, 'Chosen: customers.csv');
    await form.getByRole('radio', { name: 'Voice' }).check();
    await picker.waitFor({ state: 'detached' });
    await form.getByRole('radio', { name: 'SMS' }).check();
    await picker.click();
    await form.getByRole('option', { name: /^Order ready/ }).click();
    await expectAccessible(page, 'a list with a template', 'dialog');
    await form.getByRole('button', { name: 'Read the list' }).click();
    await expectText(form, 'The report is in');
    await form
      .getByRole('button', { name: /Close|Done|Cancel/ })
      .first()
      .click();
    for (const text of ['1 goes', 'Template: Order ready', 'Hi Sofia, your order 4711 is ready at our shop'])
      await expectText(card(page), text);
    await press(page, card(page), 'Cancel');
    await expectText(card(page), /Cancelled by @?Grace/);
  });

  test('a list is paused, goes on and is stopped', async () => {
    const page = await desk().openAs('ada');
    const list = await hand(await openMany(page), page, csv(customers(110, 40)));
    await press(page, list, 'Start', 'Start');
    await expectText(list, /[1-9]\d? started/);
    await press(page, list, 'Pause');
    await expectText(list, 'No more are sent until somebody presses Resume.');
    await press(page, list, 'Resume');
    await expectText(list, 'under way');
    await press(page, list, 'Stop the rest', 'Stop the rest');
    await expectText(list, /Stopped by @?Ada/);
    await expectText(list, 'in the thread, as a file');
    const { contacts } = await desk().state();
    const numbers = contacts.map(({ contact }) => contact.customer.address);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeLessThan(40);
  });

  test('the form comes back for the column, and for what no column is called, with nothing lost', async () => {
    const page = await desk().openAs('grace');
    const form = await openMany(page);
    const rows = customers(181, 2).map(([number = '', name = '']) => [name, number, number]);
    await form.locator('input[type=file]').setInputFiles(csv(rows, ['Name', 'First line', 'Second line']));
    await expectText(form, 'Chosen: customers.csv');
    await form.getByRole('textbox', { name: 'Message' }).fill('Hi {{surname}}');
    await form.getByRole('button', { name: 'Read the list' }).click();
    await expectText(form, "It isn't clear which column has the phone numbers");
    await expectAccessible(page, 'a form that has come back', 'dialog');
    await expectText(form, 'customers.csv');
    const column = form.getByRole('combobox', { name: 'Column with the phone numbers' });
    await column.click();
    await page.getByRole('option', { name: 'Second line' }).click();
    await form.getByRole('button', { name: 'Read the list' }).click();
    await expectText(form, 'No column is called “surname”');
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Hi {{surname}}');
    await form.getByRole('textbox', { name: 'Message' }).fill('Hi {{name}}');
    await form.getByRole('button', { name: 'Read the list' }).click();
    await expectText(form, 'The report is in');
    await form
      .getByRole('button', { name: /Close|Done|Cancel/ })
      .first()
      .click();
    await expectText(card(page), '2 go, in about');
    await press(page, card(page), 'Cancel');
    await expectText(card(page), /Cancelled by @?Grace/);
    expect((await desk().state()).messages[seedIds.support]?.some(({ text }) => /555 018/.test(text))).toBe(
      false,
    );
  });
});
