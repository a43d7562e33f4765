import { beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { card, type Desk, expectText, modal, openForm, panel, send, thread, write } from './support.ts';

/** In the panel, as a tester does it. */
async function arm(page: Page, choices: Record<string, string>): Promise<void> {
  await panel(page)
    .getByRole('tab', { name: /Faults/ })
    .click();
  for (const [field, option] of Object.entries(choices)) {
    await panel(page).getByRole('combobox', { name: field }).selectOption(option);
  }
  await panel(page).getByRole('button', { name: 'Arm it' }).click();
  await panel(page)
    .getByRole('button', { name: /^Remove: / })
    .first()
    .waitFor();
}

async function disarm(page: Page): Promise<void> {
  await panel(page)
    .getByRole('button', { name: /^Remove: / })
    .click();
  await panel(page).getByText('each request is answered').waitFor();
}

export function troubleCases(desk: () => Desk): void {
  // All that the tests before have left is drawn again with each change.
  beforeAll(async () => {
    await desk().act({ type: 'reset' });
    await desk().until(({ app }) => app.state === 'running');
  });

  const contactsTo = async (message: string) =>
    (await desk().state()).contacts.filter(({ contact }) =>
      contact.transcript.some(({ content }) => content === message),
    ).length;
  const open = (mine: Locator) => expectText(mine, 'Conversation open');

  test('throttled: it waits, says so, and goes out', async () => {
    const page = await desk().openAs('ada');
    await arm(page, { 'What goes wrong': 'Throttled', 'How often': 'Until removed' });
    const mine = await send(page, '/reach-out +1 206 555 0152 sms Throttled');
    await expectText(mine, 'Waiting, not sent yet');
    await disarm(page);
    await open(mine);
    expect(await contactsTo('Throttled')).toBe(1);
  });

  test('500: nobody knows, which is said, and it is sent once in the end', async () => {
    const page = await desk().openAs('ada');
    await arm(page, { 'What goes wrong': 'Internal error (500)', 'How often': 'Until removed' });
    const mine = await send(page, '/reach-out +1 206 555 0152 sms Five hundred');
    await expectText(mine, "We don't know yet whether this was sent");
    await expectText(mine, /Don't resend/);
    await disarm(page);
    await open(mine);
    expect(await contactsTo('Five hundred')).toBe(1);
  });

  test.each([
    ['before', 'Connection drops before it is processed'],
    ['after', 'Connection drops after it was processed'],
  ])('a connection that drops %s the request was processed: one contact all the same', async (_, fault) => {
    const page = await desk().openAs('ada');
    await arm(page, { 'What goes wrong': fault, 'With which request': 'StartOutboundChatContact' });
    const mine = await send(page, `/reach-out +1 206 555 0152 sms ${fault}`);
    await open(mine);
    expect(await contactsTo(fault)).toBe(1);
  });

  test('access denied: the cause, whom to ask, and the draft again', async () => {
    const page = await desk().openAs('ada');
    await arm(page, { 'What goes wrong': 'Access denied', 'How often': 'Once' });
    const mine = await send(page, '/reach-out +1 206 555 0152 sms Denied');
    await expectText(mine, 'Not sent');
    await expectText(mine, /isn't allowed to start this contact/);
    await mine.getByRole('button', { name: 'Try again' }).click();
    expect(await modal(page).getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Denied');
    await modal(page).getByRole('button', { name: 'Send' }).click();
    await open(card(page));
  });

  test('Slack drops the answer to the card: still one card', async () => {
    const page = await desk().openAs('ada');
    await arm(page, {
      Where: 'Slack',
      'What goes wrong': 'Connection drops after it was processed',
      'With which request': 'chat.postMessage',
    });
    await send(page, '/reach-out +1 206 555 0152 sms One card');
    const cards = page.getByRole('main').getByRole('article').filter({ hasText: 'One card' });
    await open(cards.last());
    await cards.last().getByRole('button', { name: /repl/ }).waitFor();
    expect(await cards.count()).toBe(1);
  });

  test('the traffic shows what went wrong, and how to send it again', async () => {
    const page = await desk().openAs('ada');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const fault = {
      service: 'connect',
      kind: 'access_denied',
      operation: 'StartOutboundChatContact',
    } as const;
    await desk().act({ type: 'addFault', fault });
    await send(page, '/reach-out +1 206 555 0152 sms Inspected');
    await page.getByRole('button', { name: 'Slack and AWS traffic' }).click();
    const traffic = page.getByRole('region', { name: 'Slack and AWS traffic' });
    await traffic.getByRole('switch', { name: 'Only trouble' }).click();
    await traffic.getByRole('searchbox').fill('startoutbound');
    const line = traffic.getByRole('button', { name: /StartOutboundChatContact/ }).first();
    await expectText(line, /injected: access_denied/);
    await line.click();
    await expectText(traffic.getByRole('region', { name: 'Sent' }), /DestinationEndpoint/);
    await traffic.getByRole('button', { name: 'Copy as curl' }).click();
    await traffic.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl /);
    await traffic.getByRole('button', { name: 'Clear' }).click();
    await expectText(traffic, 'No request fits.');
    await page.getByRole('button', { name: 'Slack and AWS traffic' }).click();
    await traffic.waitFor({ state: 'detached' });
  });

  test('an app that does not answer: Slack says so, and the same press works later', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0152 sms Frozen');
    await desk().act({ type: 'app', do: 'pause' });
    await form.getByRole('button', { name: 'Send' }).click();
    await expectText(form, 'We had some trouble connecting. Try again?');
    await desk().act({ type: 'app', do: 'resume' });
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    await open(card(page));
    expect(await contactsTo('Frozen')).toBe(1);
  });

  test('a reload in the middle: the draft is there, and is sent', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0152 sms');
    await form.getByRole('textbox', { name: 'Message' }).fill('Typed before the reload');
    await page.reload();
    const message = modal(page).getByRole('textbox', { name: 'Message' });
    await message.and(page.getByText('Typed before the reload')).waitFor();
    await modal(page).getByRole('button', { name: 'Send' }).click();
    await expectText(card(page), 'Typed before the reload');
    await open(card(page));
  });

  test('two people at once: each has a form of their own, both see the cards, one the help', async () => {
    const [ada, grace] = await Promise.all([desk().openAs('ada'), desk().openAs('grace')]);
    await openForm(ada, '/reach-out +1 206 555 0152 sms From Ada');
    await openForm(grace, '/reach-out +1 206 555 0178 sms From Grace');
    const both = [ada, grace];
    // It leads nowhere else, so that is not waited for: with two pages at once it may take a browser long.
    const press = (page: Page) =>
      modal(page).getByRole('button', { name: 'Send' }).click({ noWaitAfter: true });
    await Promise.all(both.map(press));
    for (const page of both) {
      for (const who of ['Ada', 'Grace']) {
        const mine = page
          .getByRole('main')
          .getByRole('article')
          .filter({ hasText: `From ${who}` });
        await open(mine);
        expect(await mine.count()).toBe(1);
      }
    }
    await card(grace).getByRole('button', { name: /repl/ }).click();
    await expectText(thread(grace), /ContactId/);
    await write(ada, '/reach-out help');
    await expectText(ada.getByRole('main'), 'Only visible to you');
    expect(await grace.getByText('Only visible to you').count()).toBe(0);
  });

  test('a guest is told that guests may not', async () => {
    const page = await desk().openAs('guest');
    await write(page, '/reach-out +1 206 555 0152 sms Hi');
    await expectText(modal(page), /Guests can't use Reach Out/);
    expect(await modal(page).getByRole('button', { name: 'Send' }).count()).toBe(0);
  });
}
