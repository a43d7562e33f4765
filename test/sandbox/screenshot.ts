import fs from 'node:fs';
import path from 'node:path';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestSandbox } from './support.ts';

/*
 * Takes the picture of the sandbox for the README, a conversation from a real run: `node test/sandbox/screenshot.ts`.
 */
const FILE = path.join(import.meta.dirname, '../../src/sandbox/page/screenshot.png');
const LIMIT_BYTES = 300_000;

const [sandbox, browser] = await Promise.all([startTestSandbox(), launchBrowser()]);
try {
  await sandbox.act({ type: 'turnClockBack' });
  const page = await browser.open(`${sandbox.url}/#as=${seedIds.ada}&in=${seedIds.support}`, {
    viewport: { width: 1440, height: 820 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const composer = page.getByRole('textbox', { name: 'Message #support' });
  await composer.fill('/reach-out +1 206 555 0152 sms Your engineer is on the way, 20 minutes.');
  await composer.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  const card = page.getByRole('main').getByRole('article', { name: /^Reach Out/ });
  await card.getByText('Conversation open').waitFor();
  await card.getByRole('button', { name: /repl/ }).click();
  const panel = page.getByRole('complementary', { name: 'Amazon Connect' });
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await panel.getByText('Reach Out is in the chat').waitFor();
  await panel.getByRole('textbox', { name: 'Reply as the customer' }).fill('Great! Shall I move my car?');
  await page.keyboard.press('Enter');
  await thread.getByText('Great! Shall I move my car?').waitFor();
  await thread.getByRole('textbox', { name: 'Reply in thread' }).fill('Yes please, he has a van.');
  await page.keyboard.press('Enter');
  await thread.getByRole('button', { name: 'Send', exact: true }).click();
  await panel.getByText('Yes please, he has a van').waitFor();
  await thread.locator('.reaction').waitFor();
  await panel.getByRole('textbox', { name: 'Reply as the customer' }).fill('It is gone already.');
  await page.keyboard.press('Enter');
  await thread.getByText('It is gone already.').waitFor();
  await page.mouse.move(0, 0);
  const picture = await page.screenshot();
  if (picture.byteLength > LIMIT_BYTES) throw new Error(`${picture.byteLength} bytes are too many`);
  fs.writeFileSync(FILE, picture);
  process.stdout.write(`${path.relative(process.cwd(), FILE)}: ${picture.byteLength} bytes\n`);
} finally {
  await Promise.all([sandbox.stop(), browser.close()]);
}
