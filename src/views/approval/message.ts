import type { Button, KnownBlock } from '@slack/types';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { contentOf } from '../card/content.ts';
import { ACTION_APPROVE, ACTION_DECLINE } from '../ids.ts';
import { plain, section, smallPrint } from '../kit.ts';
import { LONGEST_BUTTON } from '../limits.ts';
import type { Names } from '../names.ts';
import { approvalTexts, ruleText } from '../sentences/approval.ts';
import { toWhom } from '../sentences/whom.ts';
import { truncate } from '../text.ts';

/** What asks for approval, in a place of its own; once it is decided it says so, and nothing can be pressed. */
export function buildApproval(reachOut: ReachOut, names: Names): { text: string; blocks: KnownBlock[] } {
  const { icon, title, told } = approvalTexts(reachOut, names.ask);
  const isOpen = reachOut.state === 'awaiting_approval';
  return {
    text: `${title}: ${toWhom(reachOut)}. ${told}`,
    blocks: [
      section(`${icon} *${title}* · ${toWhom(reachOut)}\n${told}`),
      ...contentOf(reachOut, names),
      smallPrint(ruleText(reachOut)),
      ...(isOpen ? [{ type: 'actions' as const, elements: approvalButtons(reachOut) }] : []),
    ],
  };
}

export function approvalButtons(reachOut: ReachOut): Button[] {
  const button = (action_id: string, label: string, style: 'primary' | 'danger'): Button => ({
    type: 'button',
    ...{ action_id, value: reachOut.id, text: plain(label), style },
    accessibility_label: truncate(`${label}: ${toWhom(reachOut)}`, LONGEST_BUTTON),
  });
  return [button(ACTION_APPROVE, 'Approve', 'primary'), button(ACTION_DECLINE, 'Decline', 'danger')];
}
