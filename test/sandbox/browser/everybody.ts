import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import { type Desk, expectAccessible, expectText, modal, openForm, panel, send, thread } from './support.ts';

/** Tab until the wish is focused; no page has more stops than that. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const labels = element?.getAttribute('aria-labelledby') ?? '';
      return (
        element?.getAttribute('aria-label') ??
        document.getElementById(labels)?.textContent ??
        element?.textContent ??
        ''
      );
    });
    if (typeof name === 'string' ? focused.trim() === name : name.test(focused.trim())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}`);
}

async function arrowTo(page: Page, arrow: 'ArrowUp' | 'ArrowDown', text: string): Promise<void> {
  for (let presses = 0; presses < 50; presses++) {
    await page.keyboard.press(arrow);
    if (await page.evaluate((wanted) => document.activeElement?.textContent?.includes(wanted), text)) return;
  }
  throw new Error(`${arrow} never came to ${text}`);
}

export function everybodyCases(desk: () => Desk): void {
  test('a whole reach-out without a mouse', async () => {
    const page = await desk().openAs('ada', { anew: true });
    await expectFocus(page, 'Message #support');
    await page.keyboard.type('/re');
    await page.getByRole('option', { name: /reach-out/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('+1 206 555 0152 sms By keyboard');
    await page.keyboard.press('Enter');
    await modal(page).waitFor();
    expect(
      await modal(page)
        .getByRole('textbox', { name: 'Message' })
        .evaluate((e) => e === document.activeElement),
    ).toBe(true);
    await tabTo(page, 'Cancel');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await modal(page).waitFor({ state: 'detached' });
    // The focus is back where the form was asked for.
    await expectFocus(page, 'Message #support');

    const mine = page.getByRole('article').filter({ hasText: 'By keyboard' });
    await mine.getByRole('button', { name: /repl/ }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await tabToBackwards(page, /repl/);
    await page.keyboard.press('Enter');
    await expectText(thread(page), 'By keyboard');
    await page.keyboard.press('Escape');
    await thread(page).waitFor({ state: 'detached' });

    await mine.focus();
    await arrowTo(page, 'ArrowUp', 'bakery');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Reach out from here' }).waitFor();
    await page.keyboard.press('Enter');
    await modal(page).waitFor();
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'detached' });
  });

  test('the tabs, the contacts and the people answer to arrows', async () => {
    const page = await desk().openAs('ada');
    await panel(page)
      .getByRole('tab', { name: /Contacts/ })
      .focus();
    await page.keyboard.press('ArrowRight');
    await expectText(panel(page), 'Break something on purpose');
    await page.keyboard.press('End');
    await expectText(panel(page), 'Start over');
    await page.getByRole('button', { name: /^You are Ada/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('menuitemradio', { name: /Ada/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^You are Grace/ }).waitFor();
    await page.getByRole('button', { name: /^support/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'random' }).waitFor();
    await expectFocus(page, 'Message #random');
  });

  test('times are told by the clock of who reads them', async () => {
    const page = await desk().openAs('kenji');
    const { messages } = await desk().state();
    const [first] = messages[seedIds.support] ?? [];
    const time = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Tokyo',
      hour: '2-digit',
      minute: '2-digit',
    });
    await expectText(page.getByRole('main'), time.format(Number(first?.ts) * 1000));
  });

  test('the page, a thread and a contact pass axe, light and dark', async () => {
    const page = await desk().openAs('ada');
    await expectAccessible(page, 'the page');
    await send(page, '/reach-out +1 206 555 0152 sms For axe');
    await page
      .getByRole('article')
      .filter({ hasText: 'For axe' })
      .getByRole('button', { name: /repl/ })
      .click();
    await panel(page).getByText('Parameters as sent').click();
    await expectAccessible(page, 'the thread', '.thread');
    await expectAccessible(page, 'a contact', '.connect');
  });

  test('a form with an error passes axe, light and dark', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +1 206 555 0152 voice');
    await form.getByRole('button', { name: 'More options' }).click();
    await form.getByRole('combobox', { name: 'Flow' }).waitFor();
    await form.getByRole('button', { name: 'Call' }).click();
    await expectText(form, 'Please complete this required field.');
    await expectAccessible(page, 'the form with an error', 'dialog');
  });

  test('the panels and the traffic pass axe, light and dark', async () => {
    const page = await desk().openAs('ada');
    for (const tab of [/Faults/, /Events/, /Settings/]) {
      await panel(page).getByRole('tab', { name: tab }).click();
      await panel(page).getByRole('tab', { name: tab, selected: true }).waitFor();
      await expectAccessible(page, `the panel ${tab}`, '.connect .tab-panel');
    }
    await page.getByRole('button', { name: 'Slack and AWS traffic' }).click();
    const traffic = page.getByRole('region', { name: 'Slack and AWS traffic' });
    await traffic.getByText('views.open').first().click();
    await page.getByRole('button', { name: 'Copy as curl' }).waitFor();
    await expectAccessible(page, 'the traffic', '.traffic');
  });

  test.each([320, 390, 768, 1000])(
    'at %i pixels nothing is cut off, and both sides can be had',
    async (width) => {
      const page = await desk().openAs('ada');
      await page.setViewportSize({ width, height: 720 });
      const cutOff = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('body *')]
            .filter((element) => {
              const { width, right, left } = element.getBoundingClientRect();
              const isHidden = element.closest('.visually-hidden, .message-actions') !== null;
              return width > 1 && !isHidden && (right > innerWidth + 1 || left < -1);
            })
            .map(({ tagName, className }) => `${tagName} ${className}`),
        );
      const isNarrow = width < 960;
      const sides = page.getByRole('group', { name: 'Side' });
      expect(await panel(page).isVisible()).toBe(!isNarrow);
      expect(await cutOff()).toEqual([]);
      if (width < 700) {
        await page.getByRole('button', { name: 'Conversations' }).click();
        expect(await cutOff()).toEqual([]);
        await page.getByRole('menuitemradio', { name: 'vip' }).click();
        await page.getByRole('heading', { name: 'vip' }).waitFor();
      }
      if (isNarrow) await sides.getByRole('button', { name: 'Amazon Connect' }).click();
      for (const tab of [/Settings/, /Faults/, /Contacts/]) {
        await panel(page).getByRole('tab', { name: tab }).click();
        expect(await cutOff()).toEqual([]);
      }
      if (isNarrow) await sides.getByRole('button', { name: 'Slack' }).click();
      await page.getByRole('button', { name: 'Slack and AWS traffic' }).click();
      await page.getByRole('region', { name: 'Slack and AWS traffic' }).locator('li button').first().click();
      expect(await cutOff()).toEqual([]);
      await page.getByRole('button', { name: 'Close traffic' }).click();
      const form = await openForm(page, '/reach-out +1 206 555 0152 voice');
      await form.getByRole('button', { name: 'More options' }).click();
      await form.getByRole('combobox', { name: 'Flow' }).waitFor();
      expect(await cutOff()).toEqual([]);
    },
  );
}

async function expectFocus(page: Page, label: string): Promise<void> {
  await page.waitForFunction((name) => document.activeElement?.getAttribute('aria-label') === name, label);
}

async function tabToBackwards(page: Page, name: RegExp): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    if (name.test((await page.evaluate(() => document.activeElement?.textContent)) ?? '')) return;
    await page.keyboard.press('Shift+Tab');
  }
  throw new Error(`Shift+Tab never came to ${name}`);
}
