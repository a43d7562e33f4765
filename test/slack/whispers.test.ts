import { afterEach, expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { createWhispers } from '../../src/slack/whispers.ts';
import { clientOf, startSlack, stopAll } from '../sandbox/slack/support.ts';
import { silentLog } from '../support/log.ts';

afterEach(stopAll);

test.each([3, 230])(
  'of a thread with %i replies, the last are shown, with who wrote them',
  async (replies) => {
    const slack = await startSlack({ events: [] });
    const client = clientOf(slack);
    const channel = seedIds.support;
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'head' });
    const ada = slack.as(seedIds.ada);
    for (let n = 1; n <= replies; n++) ada.post('#support', `reply ${n}`, { threadTs: ts });
    const { recentOf } = createWhispers({ once: client, quick: client }, silentLog);
    const last = Array.from({ length: Math.min(5, replies) }, (_, n) => ({
      text: `<@${ada.id}>: reply ${replies - n}`,
      isOurs: false,
    })).reverse();
    expect(await recentOf(channel, ts)).toEqual(last);
  },
);
