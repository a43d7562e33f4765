import type { HomeView, KnownBlock } from '@slack/types';
import type { Home, Listed } from '../../domain/home/home.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { ACTION_CLEAR_SEARCH, ACTION_NEW, HOME, LAST_DIGITS } from '../ids.ts';
import { plain, section } from '../kit.ts';
import type { Names } from '../names.ts';
import { foundText, HOME_NEW, type HomeList, homeTitle, quietText, SEARCH_TEXTS } from '../sentences/home.ts';
import { refusalText } from '../sentences/refusals.ts';
import { buildAdmin } from './admin.ts';
import { fitBlocks, type Section } from './fit-blocks.ts';
import { buildRow } from './row.ts';

/** What the view takes beside what it shows. */
export interface HomeParts {
  names: Names;
  threadUrl(reachOut: ReachOut): string | undefined;
}

/** A person's Home tab: what waits for them first, a line each, masked. */
export function buildHome(home: Home, parts: HomeParts): HomeView {
  const { refusal, admin } = home;
  const toApprove = listSection(home, 'toApprove', parts);
  if (refusal) {
    const told = section(refusalText(refusal, parts.names.ask));
    return view(fitBlocks([told], toApprove ? [toApprove] : [], []));
  }
  const lists = LISTS.flatMap((list) => listSection(home, list, parts) ?? []);
  const quiet = quietText(home);
  return view(
    fitBlocks(
      [newButton, search],
      [
        ...foundSection(home, parts),
        ...(quiet ? [{ head: () => [section(quiet)], rows: [] }] : []),
        ...lists,
      ],
      admin ? buildAdmin(admin) : [],
    ),
  );
}

const LISTS: Exclude<HomeList, 'found'>[] = [
  'waiting',
  'waitingBeside',
  'toApprove',
  'open',
  'scheduled',
  'awaiting',
  'latest',
];

function view(blocks: KnownBlock[]): HomeView {
  return { type: 'home', callback_id: HOME, blocks };
}

const newButton: KnownBlock = {
  type: 'actions',
  block_id: ACTION_NEW,
  elements: [{ type: 'button', action_id: ACTION_NEW, text: plain(HOME_NEW), style: 'primary' }],
};

/** As much as anybody pastes; the last digits of it count. */
const LONGEST_SEARCH = 40;

const search: KnownBlock = {
  type: 'input',
  block_id: LAST_DIGITS,
  dispatch_action: true,
  label: plain(SEARCH_TEXTS.label),
  element: {
    type: 'plain_text_input',
    action_id: LAST_DIGITS,
    max_length: LONGEST_SEARCH,
    placeholder: plain(SEARCH_TEXTS.placeholder),
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
  },
};

function foundSection(home: Home, parts: HomeParts): Section[] {
  const { found } = home;
  if (!found) return [];
  const clear = {
    type: 'button',
    action_id: ACTION_CLEAR_SEARCH,
    text: plain(SEARCH_TEXTS.clear),
  } as const;
  return [
    {
      head: (shown, isCut) => [
        section(foundText({ ...found, reachOuts: found.reachOuts.slice(0, shown), isCut }), clear),
      ],
      rows: found.reachOuts.map((reachOut) => buildRow('found', reachOut, home, parts)),
      isCut: found.isCut,
    },
  ];
}

/** Nothing where a list is empty. */
function listSection(home: Home, list: Exclude<HomeList, 'found'>, parts: HomeParts): Section | undefined {
  const { reachOuts, isCut }: Listed = home[list];
  if (reachOuts.length === 0) return undefined;
  return {
    head: (shown, isShortened) => [{ type: 'header', text: plain(homeTitle(list, shown, isShortened)) }],
    rows: reachOuts.map((reachOut) => buildRow(list, reachOut, home, parts)),
    isCut,
  };
}
