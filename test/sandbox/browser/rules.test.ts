import { afterAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { SandboxState } from '../../../src/sandbox/page-api.ts';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import { castIds } from '../../../src/sandbox/stage/cast.ts';
import {
  card,
  describeInBrowser,
  expectAccessible,
  expectText,
  modal,
  openForm,
  panel,
  send,
  useDesk,
  write,
} from './support.ts';

/** It gives its checks twenty seconds each. */
const DOCTOR_MS = 60_000;

/** By the sandbox's own policy, in office hours. Each test has a number of its own. */
describeInBrowser('the rules', () => {
  const desk = useDesk({ policy: '' });
  afterAll(() => expect(desk().browser.complaints).toEqual([]));

  const button = (form: Locator) => form.getByRole('button', { name: /^(Send|Call)$/ });

  const pageOf = (person: 'lena' | 'sam', conversation: string) =>
    desk().browser.open(`${desk().url}/#as=${castIds[person]}&in=${conversation}`, {
      reducedMotion: 'reduce',
    });

  /** The form once it asks; nothing is ticked in it yet. */
  async function askedFor(page: Page, line: string): Promise<Locator> {
    const form = await openForm(page, line);
    await button(form).click();
    await form.getByRole('group', { name: 'Check this before it goes' }).waitFor();
    return form;
  }

  async function answer(form: Locator, question: string | RegExp): Promise<void> {
    expect(await form.getByRole('checkbox').count()).toBe(1);
    await form.getByRole('checkbox', { name: question }).check();
    await button(form).click();
    await form.waitFor({ state: 'detached' });
  }

  async function call(number: string): Promise<void> {
    const { act, until } = desk();
    const line = `/reach-out ${number} voice Hello`;
    await act({ type: 'command', as: seedIds.kenji, conversation: seedIds.support, line });
    await until(({ modals }) => modals[seedIds.kenji]);
    expect(await act({ type: 'submit', as: seedIds.kenji })).toEqual({ kind: 'closed' });
  }

  test('a mistake in the set-up is named by doctor, whom only admins ask, and mended in the page', async () => {
    const page = await desk().openAs('ada');
    const faults = panel(page).getByRole('tab', { name: /Faults/ });
    const mistake = { name: 'The flow for SMS was saved, but never published.' };
    await faults.click();
    await panel(page).getByRole('switch', mistake).click();
    await panel(page)
      .getByRole('switch', { ...mistake, checked: true })
      .waitFor();
    await expectText(panel(page), '1 of 15');
    await expectAccessible(page, 'mistakes', 'aside');
    await write(page, '/reach-out doctor');
    await page
      .getByRole('main')
      .getByText('CONNECT_SMS_FLOW_ID was saved, but never published')
      .first()
      .waitFor({ timeout: DOCTOR_MS });
    await panel(page).getByRole('button', { name: 'Mend all' }).click();
    await panel(page)
      .getByRole('switch', { ...mistake, checked: false })
      .waitFor();
    await panel(page)
      .getByRole('tab', { name: /^Contacts/ })
      .click();
  }, 120_000);

  test('a range that is not known: nothing goes until it is ticked, and nothing typed is lost', async () => {
    const page = await desk().openAs('ada');
    const form = await askedFor(page, '/reach-out +1 206 155 0152 sms Is this you?');
    await expectAccessible(page, 'a question', 'dialog');
    await button(form).click();
    await expectText(form, /required field|Tick each line/);
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Is this you?');
    await answer(form, /is right, though its range may not be in use/);
    await expectText(card(page), 'Is this you?');
  });

  test('a conversation that is open elsewhere, with a link to its thread', async () => {
    const page = await desk().openAs('grace');
    await expectText(await send(page, '/reach-out +1 206 555 0161 sms First'), 'Conversation open');
    const form = await askedFor(page, '/reach-out +1 206 555 0161 sms Second');
    await expectText(form, /A conversation with this number is open, and @Grace Hopper has it/);
    await form.getByRole('link', { name: 'go to its thread' }).waitFor();
    await answer(form, /may start beside the open one/);
    await expectText(card(page), 'Second');
  });

  test('a number that was contacted as often as the policy allows, with the earlier ones', async () => {
    for (let times = 0; times < 3; times += 1) await call('+1 206 555 0162');
    const page = await desk().openAs('grace');
    const form = await askedFor(page, '/reach-out +1 206 555 0162 sms Once more');
    await expectText(form, /Other reach-outs to this number:/);
    await answer(form, /may be contacted again after 3 times in 24 hours/);
    await expectText(card(page), 'Once more');
  });

  test('a conversation that another company reads', async () => {
    const page = await desk().openAs('ada', { in: seedIds.partners });
    const form = await askedFor(page, '/reach-out +1 206 555 0163 sms For all to see');
    await answer(form, /Other organizations may read it in #partners/);
    await expectText(card(page), 'For all to see');
  });

  test('a number that is not to be contacted: who says so, since when and why; only admins change that', async () => {
    const page = await desk().openAs('ada');
    await write(page, '/reach-out block +1 206 555 0164 asked us on the phone');
    await expectText(page.getByRole('main'), /is on the do-not-contact list since/);
    const graces = await desk().openAs('grace');
    const form = await openForm(graces, '/reach-out +1 206 555 0164 sms Hello');
    await button(form).click();
    await expectText(form, /On the do-not-contact list since .*asked us on the phone/);
    await graces.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await write(graces, '/reach-out unblock +1 206 555 0164');
    await expectText(graces.getByRole('main'), /Only admins can change the do-not-contact list/);
  });

  test('the number is shown to whom the policy names, and to nobody else', async () => {
    const page = await desk().openAs('grace');
    const mine = await send(page, '/reach-out +1 206 555 0165 sms Seen by few');
    // Its blocks are others with each edit, and this is the last one.
    await expectText(mine, 'Conversation open');
    expect(await mine.innerText()).not.toContain('206 555');
    await mine.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Show number' }).click();
    await expectText(modal(page), '+1 206 555 0165');

    const sams = await pageOf('sam', seedIds.support);
    await card(sams).getByRole('button', { name: 'More', exact: true }).click();
    await sams.getByRole('menuitem', { name: 'Show number' }).click();
    await expectText(sams.getByRole('main'), /Only @.* can see the number/);
    await sams.context().close();
  });

  test('a call abroad waits until a lead approves of it where leads are asked, and not longer than an hour', async () => {
    const page = await desk().openAs('grace');
    const mine = await send(page, '/reach-out +44 20 7946 0018 voice Hello');
    await expectText(mine, /Nothing is sent until @leads approves in #leads/);
    const called = ({ contacts }: SandboxState) =>
      contacts.filter(({ contact }) => contact.customer.address === '+442079460018');
    expect(called(await desk().state())).toEqual([]);
    const adas = await desk().openAs('ada', { in: castIds.leads });
    await card(adas)
      .getByRole('button', { name: /^Approve/ })
      .click();
    await expectText(adas.getByRole('main'), /Only @leads can approve or decline this/);

    const lenas = await pageOf('lena', castIds.leads);
    await expectAccessible(lenas, 'what is to be approved', 'main');
    await card(lenas)
      .getByRole('button', { name: /^Approve/ })
      .click();
    await expectText(card(lenas), /Approved/);
    await expectText(mine, /Approved by @Lena Okafor/);
    await desk().until((state) => called(state).length > 0);

    await send(page, '/reach-out +44 20 7946 0019 voice Hello');
    await expectText(card(lenas), /Grace Hopper asks @leads to approve this/);
    await desk().act({ type: 'turnClock', minutes: 61 });
    await expectText(card(page), /Nobody approved of it in time/);
    await expectText(card(lenas), /Not approved in time/);
    await lenas.context().close();
  });

  test('a workflow: it goes on behalf of a person who may, and says why it does not for one who may not', async () => {
    const page = await desk().openAs('ada');
    const main = page.getByRole('main');
    async function run(message: string, onBehalfOf: string): Promise<void> {
      await main.getByRole('button', { name: 'Shortcuts' }).click();
      await page.getByRole('menuitem', { name: 'Run a workflow' }).click();
      await modal(page).getByLabel('Phone number').fill('+1 206 555 0169');
      await modal(page).getByLabel('Message').fill(message);
      await modal(page).getByLabel('On behalf of').selectOption({ label: onBehalfOf });
      await expectAccessible(page, 'what a workflow is given', 'dialog');
      await modal(page).getByRole('button', { name: 'Run' }).click();
    }
    await run('By a workflow', 'Grace Hopper');
    await expectText(
      main,
      /The workflow goes on with contact_id [\da-f-]{36} · state Accepted by Amazon Connect/,
    );
    await expectText(card(page), '@Grace Hopper through a workflow');
    await run('By nobody', 'Gus Guest');
    await expectText(main, "The workflow failed: Nothing was sent. Guests can't use Reach Out.");
  });

  test('who is of sales reads what their rule keeps them from', async () => {
    const sams = await pageOf('sam', castIds.sales);
    const form = await openForm(sams, '/reach-out +1 206 555 0166 voice Hello');
    await button(form).click();
    await expectText(form, /For this account, the policy allows/);
    await sams.context().close();
  });

  test('where it is closed and the policy refuses: it may go when it opens', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +49 30 901820 sms Guten Abend');
    await button(form).click();
    await expectText(form, /outside 09:00–18:00 there, which the policy doesn't allow/);
    await form.getByLabel('Send at').waitFor();
    await button(form).click();
    await form.waitFor({ state: 'detached' });
    await expectText(card(page), /Scheduled for/);
  });

  test('at night there: it goes at once for whoever ticks it, and when it opens for whoever keeps the time', async () => {
    const page = await desk().openAs('ada');
    const atOnce = await askedFor(page, '/reach-out +81 90 1234 5678 sms At once');
    await answer(atOnce, /outside 08:00–21:00 there/);
    await expectText(card(page), 'Conversation open');

    const form = await askedFor(page, '/reach-out +81 90 1234 5679 sms Good morning');
    await expectText(form, 'Filled in: when it opens there next');
    await expectAccessible(page, 'a question with a time', 'dialog');
    await button(form).click();
    await form.waitFor({ state: 'detached' });
    const mine = card(page);
    await expectText(mine, /Scheduled for/);

    const { turnedMs: before } = await desk().state();
    await page.getByRole('button', { name: /^Turn the world/ }).click();
    await page.getByRole('menuitem', { name: '+1 hour' }).click();
    const { turnedMs } = await desk().until((state) => state.turnedMs !== before);
    const opens = new Date(Date.now() + turnedMs);
    opens.setUTCHours(23, 0, 0, 0);
    const minutes = Math.ceil((opens.getTime() - Date.now() - turnedMs) / 60_000);
    await desk().act({ type: 'turnClock', minutes });
    await expectText(mine, 'Conversation open');
  });
});
