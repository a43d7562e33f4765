import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { card, type Desk, expectAccessible, expectText, openForm } from './support.ts';

export function templateCases(desk: () => Desk): void {
  const picker = (form: Locator) => form.getByRole('combobox', { name: 'Template' });

  async function choose(form: Locator, query: string, name: RegExp): Promise<void> {
    await picker(form).click();
    await picker(form).fill(query);
    await form.getByRole('option', { name }).click();
  }

  test('a template: its gaps are filled in, the customer’s text is read beforehand, and goes as it was shown', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0175 sms');
    await choose(form, 'order', /^Order ready/);
    await expectText(form, 'Hi {{first_name}}, your order {{order}} is ready at our shop in Pine Street.');
    expect(await form.getByRole('textbox', { name: 'Message' }).count()).toBe(0);
    await form.getByRole('textbox', { name: 'first_name' }).fill('Sofia');
    await expectText(form, 'Hi Sofia, your order {{order}}');
    await expectAccessible(page, 'a template', 'dialog');
    await form.getByRole('button', { name: 'Send' }).click();
    await expectText(form, 'Please complete this required field.');
    await form.getByRole('textbox', { name: 'order' }).fill('4711');
    await expectText(form, 'Hi Sofia, your order 4711 is ready');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    await expectText(card(page), 'Hi Sofia, your order 4711 is ready at our shop in Pine Street.');
    await expectText(card(page), 'Template: Order ready');
    const sent = ({ contacts }: Awaited<ReturnType<Desk['state']>>) =>
      contacts.find(({ contact }) => contact.transcript[0]?.content.startsWith('Hi Sofia, your order 4711'));
    await desk().until(sent);
  });

  test('of WhatsApp, where templates come first: each with its status, and none of another channel', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0176 whatsapp');
    await expectText(form, "It isn't known when this customer last wrote.");
    await picker(form).click();
    await expectText(form.getByRole('listbox'), 'Rejected by WhatsApp');
    expect(await form.getByRole('option', { name: /^Order ready/ }).count()).toBe(0);
    await form.getByRole('option', { name: /^Win a prize/ }).click();
    await expectText(form, 'WhatsApp has rejected this template. Choose another.');
    await choose(form, 'shipped', /^Order shipped/);
    const read = form.getByText('The customer reads');
    await expectText(form, 'Example Shop');
    expect(await read.innerText()).toMatch(/Your order\nHi .*\nExample Shop$/);
  });
}
