import type { Button, KnownBlock } from '@slack/types';
import { channelOf } from '../../domain/channels/registry.ts';
import type { List } from '../../domain/many/list.ts';
import type { Shown } from '../../domain/many/list-poster.ts';
import type { Row } from '../../domain/many/row.ts';
import { mayHappen } from '../../domain/many/states.ts';
import { maskPhoneNumber } from '../../domain/phone/mask-phone-number.ts';
import {
  ACTION_CANCEL_LIST,
  ACTION_PAUSE_LIST,
  ACTION_RESUME_LIST,
  ACTION_SCHEDULE_LIST,
  ACTION_START_LIST,
  ACTION_STOP_LIST,
} from '../ids.ts';
import { dialog, note, plain, section, smallPrint } from '../kit.ts';
import { LONGEST_BUTTON } from '../limits.ts';
import type { Names } from '../names.ts';
import { approvedText, awaitedText, declinedText } from '../sentences/approval.ts';
import {
  askedByText,
  goingText,
  leftOutText,
  listHead,
  listNote,
  listTitle,
  NO_EXAMPLES,
  progressText,
} from '../sentences/many.ts';
import { STOP_QUESTION, startQuestion } from '../sentences/many-acts.ts';
import { chosenTemplate } from '../sentences/templates.ts';
import { escapeText, truncate } from '../text.ts';

interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** The one message of a list: first the report, and then how it comes on. */
export function buildListMessage(list: List, { progress, examples }: Shown, names: Names): Message {
  const { report, approval, state } = list;
  const told = [
    progress ? progressText(list, progress) : report && goingText(report, list),
    state === 'awaiting_approval' && awaitedText(list, names.ask),
    state === 'declined' && approval && declinedText(approval),
    mayHappen(list, 'start') && warningOf(list),
    listNote(list, progress, names.ask),
  ].filter(Boolean);
  const leftOut = report && leftOutText(report);
  const approved = approval?.decided === 'approved' && approvedText(approval);
  const details = [askedByText(list), templateOf(list), approved].filter(Boolean).join(' · ');
  const buttons = buttonsOf(list);
  return {
    text: `${listTitle(list)}. ${told.join(' ')}`,
    blocks: [
      section([listHead(list), ...told].join('\n')),
      ...(leftOut && !progress ? [section(leftOut)] : []),
      ...(progress ? [] : exampleBlocks(examples, names)),
      smallPrint(details),
      ...(buttons.length > 0 ? [{ type: 'actions' as const, elements: buttons }] : []),
    ],
  };
}

/** What to know of any message of its channel before it starts; a template is no such message. */
function warningOf({ channel, content }: List): string | undefined {
  if (content.template) return undefined;
  const definition = channelOf(channel);
  const warning = definition.kind === 'chat' ? definition.freeTextWarning : undefined;
  return warning && `:warning: ${escapeText(warning)}`;
}

/** Which template it goes out as. */
export function templateOf({ content: { template } }: List): string | undefined {
  return template && escapeText(chosenTemplate(template.name));
}

/** Of a message's own words, which may be long. */
const LONGEST_EXAMPLE = 800;

/** Letter for letter, as the recipients would read it. */
export function exampleBlocks(examples: Row[], { showsMessage }: Names): KnownBlock[] {
  if (examples.length === 0) return [];
  if (!showsMessage()) return [note(NO_EXAMPLES)];
  return examples.map(({ phone = '', message = '' }) => ({
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text: `To ${maskPhoneNumber(phone)}` }] },
      {
        type: 'rich_text_quote',
        elements: [{ type: 'text', text: truncate(message, LONGEST_EXAMPLE) || ' ' }],
      },
    ],
  }));
}

function buttonsOf(list: List): Button[] {
  const goes = (list.report?.goes ?? 0) > 0;
  const button = (action_id: string, label: string, more: Partial<Button> = {}): Button => ({
    type: 'button',
    ...{ action_id, value: list.id, text: plain(label) },
    accessibility_label: truncate(`${label}: ${listTitle(list)}`, LONGEST_BUTTON),
    ...more,
  });
  const danger = { style: 'danger' } as const;
  return [
    ...(goes && mayHappen(list, 'start')
      ? [
          button(ACTION_START_LIST, 'Start', { style: 'primary', confirm: dialog(startQuestion(list)) }),
          button(ACTION_SCHEDULE_LIST, list.state === 'scheduled' ? 'Change time' : 'Schedule'),
        ]
      : []),
    ...(mayHappen(list, 'pause') ? [button(ACTION_PAUSE_LIST, 'Pause')] : []),
    ...(mayHappen(list, 'resume') ? [button(ACTION_RESUME_LIST, 'Resume', { style: 'primary' })] : []),
    ...(mayHappen(list, 'stop')
      ? [button(ACTION_STOP_LIST, 'Stop the rest', { ...danger, confirm: dialog(STOP_QUESTION) })]
      : []),
    ...(mayHappen(list, 'cancel') ? [button(ACTION_CANCEL_LIST, 'Cancel', danger)] : []),
  ];
}
