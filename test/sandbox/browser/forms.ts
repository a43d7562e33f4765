import { expect, test } from '@jest/globals';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import {
  card,
  composer,
  type Desk,
  expectText,
  modal,
  openForm,
  panel,
  send,
  thread,
  write,
} from './support.ts';

export function formCases(desk: () => Desk): void {
  test('inline arguments fill it in, however they are written', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out (206) 555-0152 call The server room — it’s too hot');
    expect(await form.getByRole('textbox', { name: 'Phone number' }).inputValue()).toBe('+1 206 555 0152');
    expect(await form.getByRole('radio', { name: 'Voice call' }).isChecked()).toBe(true);
    const message = form.getByRole('textbox', { name: 'Message to speak' });
    expect(await message.inputValue()).toBe('The server room — it’s too hot');
  });

  test('says at each field what is wrong, and keeps what was typed', async () => {
    const page = await desk().openAs('grace');
    const form = await openForm(page, '/reach-out sms');
    await form.getByRole('textbox', { name: 'Phone number' }).fill('+1 206');
    await form.getByRole('button', { name: 'Send' }).click();
    const message = form.getByRole('textbox', { name: 'Message' });
    await expectText(form, 'Please complete this required field.');
    expect(await message.getAttribute('aria-invalid')).toBe('true');
    expect(await message.evaluate((element) => element === document.activeElement)).toBe(true);

    await message.fill('Hello there');
    await form.getByRole('button', { name: 'Send' }).click();
    await expectText(form, 'That number is too short');
    expect(await message.inputValue()).toBe('Hello there');
    const phone = form.getByRole('textbox', { name: 'Phone number' });
    await phone.fill('+1 206 555 0152');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    await expectText(card(page), 'Hello there');
  });

  test('changes with the channel, under what was typed', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0152');
    await form.getByRole('textbox', { name: 'Message' }).fill('Draft');
    await form.getByRole('radio', { name: 'SMS' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await form.getByRole('button', { name: 'Call' }).waitFor();
    expect(await form.getByRole('textbox', { name: 'Message to speak' }).inputValue()).toBe('Draft');

    await form.getByRole('button', { name: 'More options' }).click();
    await form.getByRole('textbox', { name: 'Ring for so many seconds' }).fill('20');
    const queue = form.getByRole('combobox', { name: 'Queue' });
    await queue.click();
    await queue.pressSequentially('supp');
    await page.getByRole('option', { name: 'Support' }).waitFor();
    await queue.press('Enter');
    await form.getByRole('button', { name: 'Call' }).click();
    await form.waitFor({ state: 'detached' });
    const { contacts } = await desk().until(
      ({ contacts }) => contacts.at(-1)?.contact.attributes.message === 'Draft',
    );
    expect(contacts.at(-1)?.contact).toMatchObject({ channel: 'VOICE', ringTimeoutSeconds: 20 });
  });

  test('counts what is typed while it is typed', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0152 sms');
    await form.getByRole('textbox', { name: 'Message' }).fill('x'.repeat(160));
    await form.getByRole('textbox', { name: 'Message' }).pressSequentially('!');
    await expectText(form, /161 characters, 2 parts/);
    await expectText(form, '161 / 3,000');
  });

  test('from a message: its number is in the form, and the card in its thread', async () => {
    const page = await desk().openAs('ada');
    const source = page.getByRole('article').filter({ hasText: 'call the bakery back' });
    await source.hover();
    await source.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Reach out from here' }).click();
    await modal(page).waitFor();
    expect(await modal(page).getByRole('textbox', { name: 'Phone number' }).inputValue()).toContain(
      '206 555 0178',
    );
    await modal(page).getByRole('radio', { name: 'SMS' }).check();
    await modal(page).getByRole('textbox', { name: 'Message' }).fill('We are on it');
    await modal(page).getByRole('button', { name: 'Send' }).click();
    await source.getByRole('button', { name: /repl/ }).click();
    await expectText(thread(page), 'call the bakery back');
    await expectText(thread(page), 'We are on it');
    await expectText(thread(page), /ContactId [0-9a-f-]{36}/);
  });

  test('what was typed comes back when it was closed, and goes with Begin empty', async () => {
    const page = await desk().openAs('grace', { in: seedIds.vip });
    const form = await openForm(page);
    await form.getByRole('textbox', { name: 'Message' }).fill('Your key is at the front desk');
    await form.getByRole('textbox', { name: 'Phone number' }).fill('+1 206 555 0152');
    await expectText(form, /Pacific Time there/);
    // Answered once the app has taken it in.
    await desk().act({ type: 'close', as: seedIds.grace });
    await form.waitFor({ state: 'detached' });
    const again = await openForm(page);
    await expectText(again, /What you had typed at \d\d?:\d\d.* is back/);
    const message = again.getByRole('textbox', { name: 'Message' });
    expect(await message.inputValue()).toBe('Your key is at the front desk');
    await again.getByRole('button', { name: 'Begin empty' }).click();
    await again.getByText('is back').waitFor({ state: 'detached' });
    expect(await message.inputValue()).toBe('');
    expect(await again.getByRole('textbox', { name: 'Phone number' }).inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await again.waitFor({ state: 'detached' });
  });

  test('from anywhere: it asks in which conversation', async () => {
    const page = await desk().openAs('ada', { in: seedIds.random });
    await page.getByRole('button', { name: 'Shortcuts' }).click();
    await page.getByRole('menuitem', { name: /^Reach out/ }).click();
    const form = modal(page);
    await form.getByRole('radio', { name: 'SMS' }).check();
    await form.getByRole('textbox', { name: 'Phone number' }).fill('+1 206 555 0152');
    await form.getByRole('textbox', { name: 'Message' }).fill('From anywhere');
    const place = form.getByRole('combobox', { name: 'Post updates in' });
    await place.click();
    await place.pressSequentially('vip');
    await page.getByRole('option', { name: '#vip' }).click();
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^vip/ }).click();
    await expectText(card(page), 'From anywhere');
  });

  test('a conversation without the app says so and offers another, and /invite lets it in', async () => {
    const page = await desk().openAs('kenji', { in: seedIds.board });
    const form = await openForm(page, '/reach-out +1 206 555 0152 sms Hi');
    await expectText(form, /Reach Out isn't in this conversation/);
    await form.getByRole('combobox', { name: 'Post updates in' }).waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await write(page, '/invite @Reach Out');
    await expectText(page.getByRole('main'), /with Reach Out/);
    await send(page, '/reach-out +1 206 555 0152 sms Now it works');
    await expectText(card(page), 'Now it works');
  });

  test('a button that asks first: an edit leaves the question, no keeps the contact, yes ends it', async () => {
    const page = await desk().openAs('ada');
    const mine = await send(page, '/reach-out +1 206 555 0152 sms Stop me');
    await expectText(mine, 'Conversation open');
    await mine.getByRole('button', { name: /^Stop: SMS to/ }).click();
    const ts = (await mine.getAttribute('data-ts')) ?? '';
    await desk().act({
      ...{ type: 'react', as: seedIds.grace, conversation: seedIds.support, ts, name: 'raised_hand' },
    });
    await expectText(mine, /@Grace/);
    await modal(page).getByRole('button', { name: 'Keep it' }).click();
    await modal(page).waitFor({ state: 'detached' });
    await mine.getByRole('button', { name: /^Stop: SMS to/ }).click();
    await modal(page).getByRole('button', { name: 'Stop', exact: true }).click();
    await panel(page).getByText('Stopped over the API').first().waitFor();
    await expectText(mine, /Conversation ended/);
    expect(await composer(page).isEnabled()).toBe(true);
  });
}
