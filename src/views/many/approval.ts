import type { Button, KnownBlock } from '@slack/types';
import type { List } from '../../domain/many/list.ts';
import type { Shown } from '../../domain/many/list-poster.ts';
import { ACTION_APPROVE_LIST, ACTION_DECLINE_LIST } from '../ids.ts';
import { plain, section, smallPrint } from '../kit.ts';
import { LONGEST_BUTTON } from '../limits.ts';
import type { Names } from '../names.ts';
import { listApprovalTexts } from '../sentences/approval.ts';
import { goingText, listTitle } from '../sentences/many.ts';
import { truncate } from '../text.ts';
import { exampleBlocks, templateOf } from './message.ts';

/** What asks for the approval of a whole list, in a place of its own. */
export function buildListApproval(
  list: List,
  { examples }: Shown,
  names: Names,
): { text: string; blocks: KnownBlock[] } {
  const { icon, title, told, rule } = listApprovalTexts(list, names.ask);
  const isOpen = list.state === 'awaiting_approval';
  const going = isOpen && list.report ? `\n${goingText(list.report, list)}` : '';
  const details = [rule, templateOf(list)].filter(Boolean).join(' · ');
  return {
    text: `${title}: ${listTitle(list)}. ${told}`,
    blocks: [
      section(`${icon} *${title}* · ${listTitle(list)}\n${told}${going}`),
      ...exampleBlocks(examples, names),
      smallPrint(details),
      ...(isOpen ? [buttons(list)] : []),
    ],
  };
}

function buttons(list: List): KnownBlock {
  const button = (action_id: string, label: string, style: 'primary' | 'danger'): Button => ({
    type: 'button',
    ...{ action_id, value: list.id, text: plain(label), style },
    accessibility_label: truncate(`${label}: ${listTitle(list)}`, LONGEST_BUTTON),
  });
  return {
    type: 'actions',
    elements: [
      button(ACTION_APPROVE_LIST, 'Approve', 'primary'),
      button(ACTION_DECLINE_LIST, 'Decline', 'danger'),
    ],
  };
}
