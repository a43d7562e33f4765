import { expect, test } from '@jest/globals';
import type { SandboxState } from '../../../src/sandbox/page-api.ts';
import { minutesToOfficeHours } from '../support.ts';
import { type Desk, expectText, modal, panel } from './support.ts';

/** First of all, because it begins with an app that starts. */
export function guideCases(desk: () => Desk): void {
  test('the guide comes when the app runs, also after a reset, and goes with the first contact', async () => {
    const page = await desk().openAs('ada');
    const guide = page.getByRole('region', { name: 'First step' });
    const button = guide.getByRole('button', { name: 'Do the first step for me' });
    await button.waitFor();
    expect(await panel(page).getByRole('switch', { name: 'Autopilot' }).isChecked()).toBe(false);

    await desk().act({ type: 'app', do: 'pause' });
    await expectText(guide, 'Reach Out is frozen');
    expect(await button.count()).toBe(0);
    await desk().act({ type: 'app', do: 'resume' });
    await button.waitFor();

    await panel(page).getByRole('tab', { name: 'Settings' }).click();
    await panel(page).getByRole('button', { name: 'Reset the sandbox' }).click();
    await modal(page).getByRole('button', { name: 'Reset' }).click();
    await expectText(guide, 'Reach Out is starting');
    await desk().until(({ app }) => app.state === 'running', 60_000);
    await desk().act({ type: 'turnClock', minutes: minutesToOfficeHours() });
    await button.click();
    await modal(page).getByRole('button', { name: 'Send' }).click();
    await guide.waitFor({ state: 'detached' });
  });

  test('what the manifest switches off is not there, and what it switches on is', async () => {
    const page = await desk().openAs('ada');
    await page.getByRole('button', { name: 'Reach Out' }).click();
    const inMain = page.getByRole('main');
    await inMain.getByRole('textbox', { name: 'Message Reach Out' }).waitFor();
    expect(await inMain.getByRole('tab').count()).toBe(2);

    const reloadWith = async (appHome: SandboxState['appHome']) => {
      const state = { ...(await desk().state()), appHome, homes: {} };
      const body = `data: ${JSON.stringify({ seq: state.seq, change: { type: 'state', state } })}\n\n`;
      await page.unrouteAll();
      await page.route('**/api/act', (route) => route.fulfill({ json: { ok: true, result: {} } }));
      await page.route('**/api/stream', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
      await page.reload();
    };
    await reloadWith({ hasHome: false, takesMessages: false });
    await expectText(inMain, 'Sending messages to this app has been turned off.');
    expect(await inMain.getByRole('textbox').count()).toBe(0);
    expect(await inMain.getByRole('tab').count()).toBe(0);
    await reloadWith({ hasHome: true, takesMessages: false });
    await inMain.getByRole('tab', { name: 'Home' }).click();
    await expectText(inMain, 'Reach Out has no Home tab');
    await page.unrouteAll();
    await page.reload();
  });
}
