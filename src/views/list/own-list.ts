import type { KnownBlock } from '@slack/types';
import { isCall } from '../../domain/channels/registry.ts';
import { wordsOf } from '../../domain/contact/contact-request.ts';
import type { OwnReachOuts } from '../../domain/reach-out/list-own.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { isScheduled } from '../../domain/schedule/find-scheduled.ts';
import { type Action, actionsOf, buttonOf } from '../card/actions.ts';
import { listRow, type OwnListName } from '../ids.ts';
import { section } from '../kit.ts';
import type { Names } from '../names.ts';
import { LIST_TEXTS, listCut } from '../sentences/answers.ts';
import { statusOf } from '../sentences/status.ts';
import { goneText, toWhom } from '../sentences/whom.ts';
import { escapeText, slackDate, truncate } from '../text.ts';

/** Enough to tell twenty alike apart. */
const MOST_WORDS = 40;
/** Of a template's name, or its id, which may be a UUID or an ARN. */
const MOST_OF_NAME = 24;

/**
 * A person's reach-outs for their eyes only, a row each, with a link to the thread and what can be done; `note`
 * stands below.
 */
export function buildOwnList(
  which: OwnListName,
  { reachOuts, cutTo }: OwnReachOuts,
  names: Names,
  threadUrl: (reachOut: ReachOut) => string | undefined,
  note?: string,
): { text: string; blocks: KnownBlock[] } {
  const { title, empty } = LIST_TEXTS[which];
  const head = reachOuts.length > 0 ? `*${title}*` : empty;
  return {
    text: [reachOuts.length > 0 ? title : empty, note].filter(Boolean).join(' '),
    blocks: [
      section(head),
      ...reachOuts.flatMap((reachOut) => row(which, reachOut, names, threadUrl(reachOut))),
      ...(cutTo ? [section(listCut(which, cutTo))] : []),
      ...(note ? [section(note)] : []),
    ],
  };
}

function row(which: OwnListName, reachOut: ReachOut, names: Names, url: string | undefined): KnownBlock[] {
  const words = wordsFor(reachOut, names);
  const actions = actionsFor(which, reachOut, names);
  const buttons = actions.map((action) => buttonOf(action, reachOut, words));
  const line = lineOf(reachOut, names, { url, words });
  const block_id = listRow(which, reachOut.id);
  // A section holds one element.
  if (buttons.length < 2) return [{ ...section(line, buttons[0]), block_id }];
  return [section(line), { type: 'actions', block_id, elements: buttons }];
}

/** One line: how it stands, to whom, with a link to its thread, and when; `words` of its message where they are shown. */
export function lineOf(
  reachOut: ReachOut,
  names: Names,
  { url, words, more }: { url: string | undefined; words?: string; more?: string },
): string {
  const { icon, title } = statusOf(reachOut, names);
  const to = toWhom(reachOut);
  const text = [
    `${icon} *${title}*`,
    url ? `<${url}|${to}>` : to,
    more ?? slackDate(reachOut.requestedAt, '{date_short_pretty} {time}'),
    goneText(reachOut),
    words && `\`${escapeText(words)}\``,
  ];
  return text.filter(Boolean).join(' · ');
}

/** All that can be done about what waits for its time; else what matters most. */
function actionsFor(which: OwnListName, reachOut: ReachOut, names: Names): Action[] {
  const actions = actionsOf(reachOut, names);
  if (which === 'stop') return actions.filter(({ style }) => style === 'danger');
  return isScheduled(reachOut) ? actions : actions.slice(0, 1);
}

/** The message's first words; of a template its name, and the first words of what it says or what fills its gaps. */
export function wordsFor({ request }: ReachOut, { showsMessage }: Names): string {
  const template = isCall(request) ? undefined : request.template;
  if (!template) return showsMessage() ? inOneLine(wordsOf(request) ?? '', MOST_WORDS) : '';
  const { messageTemplateId, name: called = messageTemplateId, text } = template;
  const { customAttributes = {}, customerProfileAttributes = '' } = template;
  const filled = text ?? (Object.values(customAttributes).join(', ') || customerProfileAttributes);
  const name = inOneLine(called, MOST_OF_NAME);
  return [name, showsMessage() && inOneLine(filled, MOST_WORDS)].filter(Boolean).join(': ');
}

/** Slack formats nothing within code. */
function inOneLine(text: string, most: number): string {
  return truncate(text.replace(/\s+/gu, ' ').replaceAll('`', 'ˋ').trim(), most);
}
