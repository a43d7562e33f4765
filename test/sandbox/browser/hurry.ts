import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { ActionType } from '../../../src/sandbox/page-api.ts';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import { callSlack, lastTrigger } from './as-the-app.ts';
import { type Desk, expectText, openForm } from './support.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const options = ['a', 'b', 'c'].map((value) => ({ text: plain(`Option ${value}`), value }));
const input = (block_id: string, type: string, more: object = {}) => ({
  type: 'input',
  block_id,
  optional: true,
  label: plain(`The ${block_id}`),
  element: { type, action_id: block_id, ...more },
});

const VIEW = {
  type: 'modal',
  title: plain('In a hurry'),
  submit: plain('Save'),
  blocks: [
    input('text', 'plain_text_input'),
    input('other', 'plain_text_input'),
    input('boxes', 'checkboxes', { options }),
    input('several', 'multi_static_select', { options }),
    input('date', 'datepicker'),
  ],
};

/** What somebody does faster than the sandbox hears of it. */
export function hurryCases(desk: () => Desk): void {
  const values = async () => (await desk().state()).modals[seedIds.ada]?.at(-1)?.values ?? {};

  /** Keeps acts of that kind on their way until `release`. */
  async function hold(page: Page, type: ActionType): Promise<{ release: () => void }> {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await page.route('**/api/act', async (route) => {
      if (route.request().postDataJSON().type === type) await released;
      await route.continue();
    });
    return { release };
  }

  /** The next act of that kind comes to the sandbox a while after the one that follows it. */
  async function letOvertake(page: Page, type: ActionType): Promise<{ overtaken: Promise<void> }> {
    const second = Promise.withResolvers<void>();
    const first = Promise.withResolvers<void>();
    let [isFirst, isSecond] = [true, false];
    await page.route('**/api/act', async (route) => {
      if (isFirst && route.request().postDataJSON().type === type) {
        [isFirst, isSecond] = [false, true];
        await second.promise;
        await delay(200);
        await route.continue();
        return first.resolve();
      }
      await route.continue();
      if (isSecond) second.resolve();
    });
    return { overtaken: first.promise };
  }

  async function pushView(page: Page): Promise<Locator> {
    const form = await openForm(page, '/reach-out +1 206 555 0152 sms Hi');
    await form.getByRole('button', { name: 'More options' }).click();
    await form.getByRole('textbox', { name: 'Display name' }).waitFor();
    await callSlack(desk(), 'views.push', { trigger_id: await lastTrigger(desk()), view: VIEW });
    await form.getByRole('heading', { name: 'In a hurry' }).waitFor();
    return form;
  }

  test('two channels: the second stays, also where its request overtakes that of the first', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0152 sms Hi');
    await form.getByRole('radio', { name: 'SMS' }).focus();
    const { overtaken } = await letOvertake(page, 'choose');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await overtaken;
    await form.getByRole('button', { name: 'Call' }).waitFor();
    expect(await values()).toMatchObject({ channel: { channel: { selected_option: { value: 'voice' } } } });
    expect(await form.getByRole('radio', { name: 'Voice call' }).isChecked()).toBe(true);
    await page.unrouteAll();
  });

  test('typed and sent at once: what was typed is sent, also where it arrives later', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0152 sms');
    const { overtaken } = await letOvertake(page, 'fill');
    await form.getByRole('textbox', { name: 'Message' }).fill('In a hurry');
    await form.getByRole('button', { name: 'Send' }).click();
    await overtaken;
    await form.waitFor({ state: 'detached' });
    await desk().until(({ contacts }) =>
      contacts.at(-1)?.contact.transcript.some(({ content }) => content === 'In a hurry'),
    );
    await page.unrouteAll();
  });

  test('what is put in stays, though an older state comes from the sandbox meanwhile', async () => {
    const page = await desk().openAs('ada');
    const form = await pushView(page);
    const { release } = await hold(page, 'choose');
    const box = (name: string) => form.getByRole('checkbox', { name: `Option ${name}` });
    const several = form.getByRole('combobox', { name: 'The several' });
    const pick = async (name: string) => {
      await several.fill(`Option ${name}`);
      await page.getByRole('option', { name: `Option ${name}` }).click();
    };
    await box('a').click();
    await pick('c');
    await form.getByLabel('The date').fill('2026-04-05');
    await form.getByRole('textbox', { name: 'The text' }).fill('Mine');
    // As in another tab.
    await desk().act({ type: 'fill', as: seedIds.ada, actionId: 'other', text: 'Theirs' });
    await form.locator('input[name=other][value=Theirs]').waitFor();
    await box('b').click();
    await pick('a');
    await several.press('Escape');
    for (const name of ['a', 'b']) expect(await box(name).isChecked()).toBe(true);
    for (const name of ['a', 'c'])
      await form.getByRole('button', { name: `Remove Option ${name}` }).waitFor();
    expect(await form.getByLabel('The date').inputValue()).toBe('2026-04-05');
    expect(await form.getByRole('textbox', { name: 'The text' }).inputValue()).toBe('Mine');
    release();
    await desk().until(
      ({ modals }) =>
        JSON.stringify(modals[seedIds.ada]?.at(-1)?.values.several).match(/"value"/g)?.length === 2,
    );
    expect(await values()).toMatchObject({
      boxes: { boxes: { selected_options: [{ value: 'a' }, { value: 'b' }] } },
      several: { several: { selected_options: [{ value: 'c' }, { value: 'a' }] } },
      date: { date: { selected_date: '2026-04-05' } },
    });
    await page.unrouteAll();
    await desk().until(({ modals }) => modals[seedIds.ada]?.at(-1)?.values.text?.text?.value === 'Mine');
    // What was typed is no longer in the way of what another tab says later.
    await desk().act({ type: 'fill', as: seedIds.ada, actionId: 'text', text: 'Theirs' });
    await form.locator('input[name=text][value=Theirs]').waitFor();
    await desk().act({ type: 'choose', as: seedIds.ada, actionId: 'boxes', value: [] });
    await box('a').and(form.locator(':not(:checked)')).waitFor();
    await expectText(form, 'In a hurry');
  });
}
