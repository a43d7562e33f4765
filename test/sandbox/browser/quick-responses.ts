import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { card, type Desk, expectAccessible, expectText, openForm } from './support.ts';

const HOURS = 'We are open from 9 to 5, Monday to Friday.';

export function quickResponseCases(desk: () => Desk): void {
  const message = (form: Locator) => form.getByRole('textbox', { name: 'Message' });
  const picker = (form: Locator) => form.getByRole('combobox', { name: 'Quick response' });

  async function choose(form: Locator, query: string, name: RegExp): Promise<void> {
    await picker(form).click();
    await picker(form).fill(query);
    await form.getByRole('option', { name }).click();
  }

  /** Once the form holds it. */
  async function expectMessage(form: Locator, text: string): Promise<void> {
    await form.locator('textarea').filter({ hasText: text }).waitFor();
    expect(await message(form).inputValue()).toBe(text);
  }

  test('choosing one fills the message, and what was just typed can be put back', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0171 sms');
    // Nobody waits until the app has heard of what they typed.
    await message(form).fill('Hello Ann, ');
    await choose(form, '#hours', /^Opening hours/);
    await expectMessage(form, HOURS);
    await expectText(form, 'You had written: “Hello Ann,”');
    await expectAccessible(page, 'a quick response', 'dialog');
    await form.getByRole('button', { name: 'Put it back' }).click();
    await expectMessage(form, 'Hello Ann, ');
    await choose(form, 'working days', /^Refund is on its way/);
    await expectText(form, 'It takes three to five working days.');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    await expectText(card(page), 'Your refund is on its way.');
  });

  test('by its shortcut it is there at once, and its gaps are to be filled in', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0172 sms #late');
    await expectText(form, 'Still to be filled in: {{Attributes.delivery_day}}');
    await form.getByRole('button', { name: 'Send' }).click();
    await expectText(form, 'The customer would read {{Attributes.delivery_day}}');
    await message(form).fill('It comes on Monday.');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    await expectText(card(page), 'It comes on Monday.');
  });
}
