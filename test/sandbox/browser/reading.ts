import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import { composer, type Desk, expectText, panel, send, thread, write } from './support.ts';

export function readingCases(desk: () => Desk): void {
  const list = (page: Page) => page.getByRole('log', { name: 'Messages in #support' });
  /** Until the page has noticed, which it does a frame later. */
  const toTop = (place: Locator) =>
    place.evaluate(
      (element) =>
        new Promise<void>((resolve) => {
          if (element.scrollTop === 0) return resolve();
          element.addEventListener('scroll', () => requestAnimationFrame(() => resolve()), { once: true });
          element.scrollTo({ top: 0 });
        }),
    );
  const say = (text: string) =>
    desk().act({ type: 'post', as: seedIds.grace, conversation: 'support', text });
  const expectSeen = (page: Page, text: string) =>
    list(page).getByText(text).and(page.locator(':visible')).waitFor();

  /** Within the part of the list that shows. */
  async function expectAtEnd(page: Page): Promise<void> {
    await page.waitForFunction(() => {
      const element = document.querySelector('.conversation .message-list');
      return element && element.scrollHeight - element.scrollTop - element.clientHeight < 2;
    });
  }

  test('who writes sees what comes of it, wherever they have scrolled to', async () => {
    const page = await desk().openAs('ada', { anew: true });
    for (let line = 0; line < 12; line += 1) await say(`Line ${line} of a long talk`);
    await expectAtEnd(page);
    for (const line of ['Hello all', '/nonsense', '/reach-out help']) {
      await toTop(list(page));
      await write(page, line);
      await expectAtEnd(page);
    }
    await expectSeen(page, 'Hello all');
    // The last answer takes them to the end as well, whenever it comes.
    await expectSeen(page, 'Nothing is sent until you press the button');
    await expectAtEnd(page);
  });

  test('who reads further up stays there, and is told of what is new', async () => {
    const page = await desk().openAs('ada');
    await toTop(list(page));
    const news = page.getByRole('button', { name: 'New messages' });
    await say('Something new');
    await news.waitFor();
    expect(await list(page).evaluate((element) => element.scrollTop)).toBe(0);
    await news.click();
    await expectAtEnd(page);
    await news.waitFor({ state: 'detached' });
  });

  test('who is at the end stays there where what is above gets shorter while more comes', async () => {
    const page = await desk().openAs('ada');
    await expectAtEnd(page);
    await list(page).evaluate((element) => {
      const [first, last] = [element.querySelector('article'), element.querySelector('article:last-of-type')];
      if (!(first instanceof HTMLElement && last instanceof HTMLElement)) throw new Error('no messages');
      first.style.display = 'none';
      // The browser lowers the place at this look, and tells of that when there is more already.
      element.getBoundingClientRect();
      last.style.paddingBottom = '400px';
      element.addEventListener('scroll', () => element.setAttribute('data-scrolled', ''), { once: true });
    });
    await page.waitForSelector('.message-list[data-scrolled]');
    await expectAtEnd(page);
    await page.reload();
  });

  test.each([1440, 1000])(
    'at %i pixels a thread is opened and closed without losing the place',
    async (width) => {
      const page = await desk().openAs('ada');
      await page.setViewportSize({ width, height: 720 });
      const mine = await send(page, `/reach-out +1 206 555 0152 sms Kept in place at ${width}`);
      await expectAtEnd(page);
      await mine.getByRole('button', { name: /repl/ }).click();
      await expectText(thread(page), /ContactId/);
      await say('Said meanwhile');
      await thread(page).getByRole('button', { name: 'Close thread' }).click();
      await thread(page).waitFor({ state: 'detached' });
      await expectAtEnd(page);
    },
  );

  test('what is written and not sent outlives a reload and a look elsewhere', async () => {
    const page = await desk().openAs('ada');
    await send(page, '/reach-out +1 206 555 0152 sms For drafts');
    await composer(page).fill('Half a sentence');
    const reply = panel(page).getByRole('textbox', { name: 'Reply as the customer' });
    await reply.fill('Half an answer');
    await page.getByRole('button', { name: /^vip/ }).click();
    const elsewhere = page.getByRole('textbox', { name: 'Message #vip' });
    await elsewhere.waitFor();
    expect(await elsewhere.inputValue()).toBe('');
    await page.getByRole('button', { name: /^support/ }).click();
    await page.getByRole('textbox', { name: 'Message #support' }).waitFor();
    expect(await composer(page).inputValue()).toBe('Half a sentence');
    await page.reload();
    expect(await composer(page).inputValue()).toBe('Half a sentence');
    expect(await reply.inputValue()).toBe('Half an answer');
    await composer(page).press('Enter');
    await expectSeen(page, 'Half a sentence');
    await page.reload();
    expect(await composer(page).inputValue()).toBe('');
  });

  test('every event and every step has its time', async () => {
    const page = await desk().openAs('ada');
    await send(page, '/reach-out +1 206 555 0152 sms To be timed');
    await expectText(panel(page), 'To be timed');
    const { contactEvents, chatMessages, contacts } = await desk().state();
    expect(contactEvents.length).toBeGreaterThan(0);
    await panel(page).getByRole('tab', { name: 'Events' }).click();
    await expectText(panel(page), 'INITIATED');
    const times = await panel(page)
      .locator('summary')
      .evaluateAll((rows) => rows.map((row) => row.querySelector('time')?.textContent ?? 'none'));
    // More may have come since the state was asked.
    expect(times.length).toBeGreaterThanOrEqual(Math.min(contactEvents.length + chatMessages.length, 60));
    for (const time of times) expect(time).toMatch(/^\d\d:\d\d:\d\d$/);
    const id = contacts.at(-1)?.contact.id ?? '';
    await desk().act({ type: 'contact', id, action: { type: 'endByFlow' } });
    await panel(page)
      .getByRole('tab', { name: /Contacts/ })
      .click();
    await expectText(panel(page), 'Ended');
  });
}
