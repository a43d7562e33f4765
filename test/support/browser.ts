import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { findChromium } from './chromium.ts';

export type TestBrowser = {
  browser: Browser;
  /** A page with a memory of its own, as a second person has; every request off this machine fails the test. */
  open: (url: string, options?: BrowserContextOptions) => Promise<Page>;
  /** What pages asked of other machines, printed as errors or threw; to be empty at the end of a test. */
  complaints: readonly string[];
  close: () => Promise<void>;
};

const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

const found = await findChromium();
if ('missing' in found) process.stderr.write(`Browser tests are skipped: ${found.missing}\n`);

/** False where this machine has no browser to test with: `(hasBrowser ? describe : describe.skip)(…)`. */
export const hasBrowser = !('missing' in found);

export async function launchBrowser(): Promise<TestBrowser> {
  if ('missing' in found) throw new Error(found.missing);
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: FLAGS,
    env: { ...ownEnvironment(), ...found.env },
  });
  const complaints: string[] = [];
  return {
    browser,
    complaints,
    async open(url, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      await stayOnThisMachine(context, complaints);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
      page.on('console', (message) => {
        const isRefusal = message.text().startsWith('Failed to load resource: the server responded');
        if (message.type() === 'error' && !isRefusal) complaints.push(`console: ${message.text()}`);
      });
      page.on('response', async (response) => {
        if (response.status() < 400) return;
        const request = response.request();
        const said = await response.text().catch(() => 'nothing');
        complaints.push(
          `${response.status()} to ${request.method()} ${request.url()} with ${request.postData()}: ${said}`,
        );
      });
      await page.goto(url);
      return page;
    },
    close: () => browser.close(),
  };
}

async function stayOnThisMachine(context: BrowserContext, complaints: string[]): Promise<void> {
  await context.route(
    ({ hostname, protocol }) => protocol.startsWith('http') && !['127.0.0.1', 'localhost'].includes(hostname),
    (route) => {
      complaints.push(`request to ${route.request().url()}`);
      return route.abort();
    },
  );
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
