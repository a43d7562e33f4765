import { ActionNotPossible, type WorldAction } from '../../src/sandbox/connect/index.ts';
import type { Chance } from './random.ts';
import type { Stage } from './stage.ts';

/**
 * Lets every contact live and end: calls ring, are answered or not, and end; chats end by their flow, unless somebody
 * talks in them.
 */
export function liveContacts(
  { connect }: Stage,
  chance: Chance,
  isTalk: (contactId: string) => boolean = () => false,
): void {
  connect.subscribe((change) => {
    if (change.type !== 'contact' || change.action !== 'start') return;
    const { id, channel } = change.contact;
    let after = 0;
    const soon = (action: WorldAction) => {
      after += chance.between(20, 700);
      setTimeout(() => {
        try {
          connect.act(id, action);
        } catch (error) {
          if (!(error instanceof ActionNotPossible)) throw error;
        }
      }, after).unref();
    };
    if (channel === 'CHAT' && isTalk(id)) return;
    if (channel === 'CHAT') return soon({ type: 'endByFlow' });
    soon({ type: 'ring' });
    if (chance.isLikely(0.2)) return soon({ type: 'noAnswer' });
    soon({ type: 'answer', by: 'human' });
    soon({ type: 'hangUp' });
  });
}
