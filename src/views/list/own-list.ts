import type { KnownBlock } from '@slack/types';
import { CHANNELS } from '../../domain/channels/registry.ts';
import { maskPhoneNumber } from '../../domain/phone/mask-phone-number.ts';
import type { OwnReachOuts } from '../../domain/reach-out/list-own.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { buttonsOf } from '../card/card.ts';
import { section } from '../kit.ts';
import type { Names } from '../names.ts';
import { unreadBehind } from '../sentences/answers.ts';
import { statusOf } from '../sentences/status.ts';
import { slackDate } from '../text.ts';

const TEXTS = {
  status: {
    title: 'Your reach-outs',
    empty: "You haven't reached out to anybody yet. Type /reach-out to start.",
  },
  stop: {
    title: 'Your contacts that can be stopped',
    empty: 'You have no contact that can be stopped.',
  },
};

/** A person's reach-outs for their eyes only: a line, a link to the thread and what can be done, each. */
export function buildOwnList(
  which: 'status' | 'stop',
  { reachOuts, cutTo }: OwnReachOuts,
  names: Names,
  threadUrl: (reachOut: ReachOut) => string | undefined,
  wordsBehind = false,
): { text: string; blocks: KnownBlock[] } {
  const { title, empty } = TEXTS[which];
  const items = reachOuts.flatMap((reachOut) => itemBlocks(reachOut, names, threadUrl(reachOut)));
  const unread = wordsBehind ? [section(unreadBehind(which))] : [];
  const more = cutTo ? [section(`Only the latest ${cutTo} of those under way are shown.`)] : [];
  return {
    text: reachOuts.length > 0 ? title : empty,
    blocks: [section(reachOuts.length > 0 ? `*${title}*` : empty), ...items, ...more, ...unread],
  };
}

function itemBlocks(reachOut: ReachOut, names: Names, url: string | undefined): KnownBlock[] {
  const { icon, title } = statusOf(reachOut, names);
  const { channel, recipient } = reachOut.request;
  const what = `${CHANNELS[channel].label} to ${maskPhoneNumber(recipient)}`;
  const link = url ? `<${url}|${what}>` : what;
  const buttons = buttonsOf(reachOut, names);
  return [
    section(
      `${icon} *${title}* · ${link} · ${slackDate(reachOut.requestedAt, '{date_short_pretty} {time}')}`,
    ),
    ...(buttons.length > 0 ? [{ type: 'actions', elements: buttons } as const] : []),
  ];
}
