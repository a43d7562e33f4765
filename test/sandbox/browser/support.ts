import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { type Message, seedIds } from '../../../src/sandbox/slack/index.ts';
import { hasBrowser, launchBrowser, type TestBrowser } from '../../support/browser.ts';
import { ANY_HOUR } from '../../support/environment.ts';
import { borrowDatabase } from '../../support/postgres.ts';
import { type Client, clientOf, minutesToOfficeHours, temporaryDirectory } from '../support.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
/** Long enough for a machine that does much else; nothing waits so long when all is well. */
const PATIENCE_MS = 15_000;

/** Skipped where the machine has no browser. */
export const describeInBrowser = hasBrowser ? describe : describe.skip;

export type Desk = Client & {
  browser: TestBrowser;
  /**
   * The page of that person, in the support channel unless told otherwise; `anew` as it is when it has just been loaded.
   */
  openAs: (person: keyof typeof seedIds, at?: { in?: string; anew?: boolean }) => Promise<Page>;
};

/**
 * The sandbox's command in office hours and a browser, shared by the tests of a file; each test begins without modals, faults and
 * open conversations, which a second reach-out to the same number would be asked about. The rules are those of the
 * policy file; the sandbox's own where it is empty.
 */
export function useDesk({ policy = ANY_HOUR } = {}): () => Desk {
  let desk: Desk | undefined;
  let stop = async () => {};
  const pages = new Map<string, Page>();
  const current = () => {
    if (!desk) throw new Error('The desk is not set up yet');
    return desk;
  };
  beforeAll(async () => {
    const database = await borrowDatabase();
    const [sandbox, browser] = await Promise.all([startCommand(database.url, policy), launchBrowser()]);
    stop = async () => {
      await Promise.all([sandbox.stop(), browser.close()]);
      await database.giveBack();
    };
    const openAs: Desk['openAs'] = async (person, { in: where = seedIds.support, anew = false } = {}) => {
      const hash = `#as=${seedIds[person]}&in=${where}`;
      const known = pages.get(person);
      if (anew) await known?.context().close();
      const page =
        known && !anew ? known : await browser.open(sandbox.url + hash, { reducedMotion: 'reduce' });
      pages.set(person, page);
      page.setDefaultTimeout(PATIENCE_MS);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(sandbox.url + hash);
      await page.getByRole('main').waitFor();
      return page;
    };
    const client = clientOf(sandbox.url);
    await client.act({ type: 'turnClock', minutes: minutesToOfficeHours() });
    desk = { ...client, browser, openAs };
  }, 60_000);
  afterAll(() => stop());
  beforeEach(async () => {
    const { act, state, until } = current();
    await act({ type: 'clearFaults' });
    const open = (await state()).contacts.filter(
      ({ contact, possible }) => contact.channel === 'CHAT' && possible.includes('endByFlow'),
    );
    for (const { contact } of open)
      await act({ type: 'contact', id: contact.id, action: { type: 'endByFlow' } });
    // The app hears of it a moment later; until then it asks.
    if (open.length > 0) await until(({ messages }) => !saysOpen(Object.values(messages).flat()));
    for (const [as, views] of Object.entries((await state()).modals)) {
      if (views.length > 0) await act({ type: 'close', as, all: true });
    }
    // Until they have heard of it, whatever is typed goes to the modal.
    for (const page of pages.values())
      if (!page.isClosed()) await page.locator('dialog.modal').waitFor({ state: 'detached' });
  });
  return current;
}

function saysOpen(messages: Message[]): boolean {
  return messages.some(({ blocks }) => JSON.stringify(blocks ?? []).includes('Conversation open'));
}

/** `npm run sandbox` without npm, on a free port, in a directory that goes with it. */
async function startCommand(
  databaseUrl: string,
  policy: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const directory = temporaryDirectory();
  const options = ['--port', '0', '--data-dir', directory, '--database-url', databaseUrl];
  const child = spawn(process.execPath, ['src/sandbox/main.ts', ...options], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DEFAULT_COUNTRY: 'US', REACH_OUT_POLICY: policy },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      if (/http:\S+\n/.test(printed)) resolve();
    });
  });
  const [url] = /http:\S+/.exec(printed) ?? [];
  if (!url) throw new Error(`The sandbox did not start: ${printed}`);
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

export function modal(page: Page): Locator {
  return page.getByRole('dialog');
}

export function composer(page: Page): Locator {
  return page.getByRole('main').getByRole('textbox', { name: /^Message / });
}

/** Types a line into the conversation and sends it with Enter. */
export async function write(page: Page, line: string): Promise<void> {
  await composer(page).fill(line);
  await composer(page).press('Enter');
}

/** Gives a slash command and waits for its form. */
export async function openForm(page: Page, line = '/reach-out'): Promise<Locator> {
  await write(page, line);
  await modal(page).getByRole('textbox', { name: 'Phone number' }).waitFor();
  return modal(page);
}

/** The newest message of the app in the conversation. */
export function card(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('article', { name: /^Reach Out/ })
    .last();
}

/** A reach-out by command, confirmed as it is. */
export async function send(page: Page, line: string): Promise<Locator> {
  const before = await page
    .getByRole('main')
    .getByRole('article', { name: /^Reach Out/ })
    .count();
  const form = await openForm(page, line);
  await form.getByRole('button', { name: /^(Send|Call)$/ }).click();
  await form.waitFor({ state: 'detached' });
  const mine = page
    .getByRole('main')
    .getByRole('article', { name: /^Reach Out/ })
    .nth(before);
  await mine.waitFor();
  return mine;
}

export function panel(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Amazon Connect' });
}

export function thread(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Thread' });
}

/** The text appears in it, now or soon. */
export async function expectText(place: Locator, text: string | RegExp): Promise<void> {
  try {
    await place.getByText(text).first().waitFor({ timeout: PATIENCE_MS });
  } catch {
    expect(await place.innerText()).toMatch(text);
    throw new Error(`${text} is there but cannot be seen`);
  }
}

/** Nothing that axe calls serious or critical, in either colour scheme; of the whole page, or of a part that is new. */
export async function expectAccessible(page: Page, screen: string, part = 'html'): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
    // In one frame, so without the extra page that axe would merge its findings in. Only colours change at night.
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .include(part)
      .options({ resultTypes: ['violations'] });
    const { violations } = await (colorScheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) => `${screen}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join('\n')}`,
      );
    expect(grave).toEqual([]);
  }
}
