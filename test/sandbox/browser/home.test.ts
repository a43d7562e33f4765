import { afterAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import { castIds } from '../../../src/sandbox/stage/cast.ts';
import { describeInBrowser, expectAccessible, expectText, modal, send, useDesk } from './support.ts';

/** By the sandbox's own policy, in office hours. */
describeInBrowser('the Home tab', () => {
  const desk = useDesk({ policy: '' });
  afterAll(() => expect(desk().browser.complaints).toEqual([]));

  const home = (page: Page) => page.getByRole('tabpanel');

  async function openHome(page: Page): Promise<Locator> {
    await page.getByRole('button', { name: 'Reach Out', exact: true }).click();
    await page.getByRole('tab', { name: 'Home' }).click();
    await home(page).getByRole('textbox', { name: 'Find by the last four digits' }).waitFor();
    return home(page);
  }

  test('from it one reaches out, answers who wrote, and finds a number', async () => {
    const page = await desk().openAs('grace');
    await openHome(page);
    await home(page).getByRole('button', { name: 'Reach out', exact: true }).click();
    const form = modal(page);
    await form.getByRole('textbox', { name: 'Phone number' }).fill('+1 206 555 0171');
    await form.getByRole('textbox', { name: 'Message' }).fill('Is the door open?');
    await form.getByRole('combobox', { name: /Post updates in/ }).click();
    await page.getByRole('option', { name: /support/ }).click();
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    await expectText(home(page), 'SMS to +1 …0171');
    await home(page)
      .getByRole('button', { name: /^Stop: SMS to/ })
      .waitFor();

    const { contacts } = await desk().state();
    const chat = contacts.find(({ contact }) => contact.customer.address === '+12065550171')?.contact;
    await desk().act({
      type: 'contact',
      id: chat?.id ?? '',
      action: { type: 'customerReply', text: 'It is.' },
    });
    await expectText(home(page), 'Waiting for you');
    await expectAccessible(page, 'the Home tab', 'main');
    await home(page)
      .getByRole('button', { name: /^Reply: SMS to/ })
      .click();
    await modal(page).getByRole('textbox', { name: 'Message' }).fill('Then we come in.');
    await modal(page).getByRole('button', { name: 'Send' }).click();
    await modal(page).waitFor({ state: 'detached' });
    await expectText(home(page), 'No customer waits for your answer.');

    const search = home(page).getByRole('textbox', { name: 'Find by the last four digits' });
    await search.fill('0171');
    await search.press('Enter');
    await expectText(home(page), /of yours to a number that ends in 0171/);
    await home(page).getByRole('button', { name: 'Clear' }).click();
    await home(page).getByText('of yours to a number').waitFor({ state: 'detached' });
    await search.fill('71');
    await search.press('Enter');
    await expectText(modal(page), /at least the last four digits/);
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'detached' });
  });

  test('admins read the rules and how the app is; who approves does it here; who may not use it reads why', async () => {
    const adas = await desk().openAs('ada');
    await openHome(adas);
    await expectText(home(adas), 'Nothing is the matter.');
    await expectText(home(adas), /Nobody else may use it/);
    await expectAccessible(adas, 'the Home tab of an admin', 'main');

    const kenjis = await desk().openAs('kenji');
    await send(kenjis, '/reach-out +44 20 7946 0071 voice Hello');
    const lenas = await desk().browser.open(`${desk().url}/#as=${castIds.lena}&in=${seedIds.support}`, {
      reducedMotion: 'reduce',
    });
    await openHome(lenas);
    await expectText(home(lenas), 'Waiting for your approval');
    await home(lenas)
      .getByRole('button', { name: /^Approve/ })
      .click();
    await home(lenas).getByText('Waiting for your approval').waitFor({ state: 'detached' });
    await lenas.context().close();

    const gus = await desk().openAs('guest');
    await gus.getByRole('button', { name: 'Reach Out', exact: true }).click();
    await gus.getByRole('tab', { name: 'Home' }).click();
    await expectText(home(gus), "Guests can't use Reach Out.");
  });
});
