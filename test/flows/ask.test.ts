import { expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { hintsOf, openByCommand, opened, reachOut, textOf, told } from '../support/steps.ts';
import { startWorld } from '../support/world.ts';

test('whom to ask is mentioned, and named where Slack shows plain text only', async () => {
  const env = { REACH_OUT_ASK: seedIds.grace, REACH_OUT_ALLOWED_COUNTRIES: 'GB' };
  const world = await startWorld({ env });
  const [ada, guest] = [world.slack.as(seedIds.ada), world.slack.as(seedIds.guest)];
  await opened(world, guest, () => guest.command('#support', '/reach-out'));
  await world.slack.waitFor(() =>
    textOf({ text: '', blocks: guest.view?.definition.blocks as never }).includes(
      `Guests can't use Reach Out. Ask <@${seedIds.grace}>.`,
    ),
  );
  expect(textOf((await commandAnswer('help'))!)).toContain(`Ask <@${seedIds.grace}>.`);

  await openByCommand(world, ada, '+1 206 555 0152 sms Hi');
  const refused = await ada.submit();
  expect(JSON.stringify(refused)).toContain('Ask @grace to add US to REACH_OUT_ALLOWED_COUNTRIES.');
  await ada.close();

  world.connect.fault({ kind: 'access_denied' });
  const failed = await reachOut(world, ada, '+44 7700 900123 sms Hi');
  expect(textOf(await told(world, failed, 'card', 'Not sent'))).toContain(`Ask <@${seedIds.grace}> to check`);
  await openByCommand(world, ada, '+44 7700 900123 call Hi');
  await world.slack.waitFor(() => hintsOf(ada.view).phone?.includes('ask @grace to request it'));
  await ada.close();

  await openByCommand(world, ada, '+44 7700 900123 sms Hi');
  for (const method of ['users.info', 'conversations.info', 'views.open', 'chat.postMessage'])
    world.slack.fault({ method, kind: 'error', error: 'token_revoked', times: Number.POSITIVE_INFINITY });
  const kenji = world.slack.as(seedIds.kenji);
  await kenji.command('#support', '/reach-out');
  await world.slack.waitForMessage(({ text }) =>
    text.endsWith(`nothing was sent. Tell <@${seedIds.grace}>.`),
  );
  expect(JSON.stringify(world.slack.log.entries)).not.toMatch(/whoever (?:runs|installed)/);
  await world.stop();

  async function commandAnswer(word: string) {
    const answer = await guest.command('#support', `/reach-out ${word}`);
    return answer.kind === 'acknowledged' ? answer.response : undefined;
  }
});
