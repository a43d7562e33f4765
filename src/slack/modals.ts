import { setTimeout as delay } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Modals } from '../views/modals.ts';
import { outcomeOf, slackErrorOf } from './outcome.ts';

/** Nobody waits longer for a form to follow. */
const LONGEST_WAIT_SECONDS = 3;

export function createModals(client: WebClient): Modals {
  return {
    async open(trigger_id, view) {
      const { view: { id = '', hash } = {} } = await client.views.open({ trigger_id, view });
      return { id, ...(hash && { hash }) };
    },
    async update({ id, hash }, view) {
      const put = () => client.views.update({ view_id: id, view, ...(hash && { hash }) });
      try {
        const { view: now } = await put().catch(async (error) => {
          await pauseAfter(error);
          return put();
        });
        return { id, ...(now?.hash && { hash: now.hash }) };
      } catch (error) {
        const reason = slackErrorOf(error) ?? '';
        if (!['hash_conflict', 'not_found', 'view_not_found'].includes(reason)) throw error;
        return reason === 'hash_conflict' ? undefined : { id };
      }
    },
  };
}

/** Until it can be put there again: it may not be there, or be there unknown to the app. @throws what was no mishap */
async function pauseAfter(error: unknown): Promise<void> {
  const outcome = outcomeOf(error);
  if (outcome.kind === 'unknown') return;
  if (outcome.kind !== 'slow_down' || outcome.seconds > LONGEST_WAIT_SECONDS) throw error;
  await delay(outcome.seconds * 1000);
}
