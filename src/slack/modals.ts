import type { WebClient } from '@slack/web-api';
import type { Modals } from '../views/modals.ts';
import { slackErrorOf } from './outcome.ts';

export function createModals(client: WebClient): Modals {
  return {
    async open(trigger_id, view) {
      const { view: { id = '', hash } = {} } = await client.views.open({ trigger_id, view });
      return { id, ...(hash && { hash }) };
    },
    async update({ id, hash }, view) {
      try {
        const { view: now } = await client.views.update({ view_id: id, view, ...(hash && { hash }) });
        return { id, ...(now?.hash && { hash: now.hash }) };
      } catch (error) {
        const reason = slackErrorOf(error) ?? '';
        if (!['hash_conflict', 'not_found', 'view_not_found'].includes(reason)) throw error;
        return reason === 'hash_conflict' ? undefined : { id };
      }
    },
  };
}
