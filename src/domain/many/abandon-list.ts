import { ENGINE } from '../kernel/actor.ts';
import { UNINSTALLED } from '../reach-out/reach-out.ts';
import { type AppliedList, LIST_PARTS, type List } from './list.ts';
import { enterList, type ListEvent } from './states.ts';

/** How a list ends, by the state that it is in. */
const ENDS: Partial<Record<List['state'], ListEvent>> = {
  reading: 'return',
  reported: 'cancel',
  scheduled: 'cancel',
  awaiting_approval: 'cancel',
  running: 'stop',
  paused: 'stop',
};

/** The app is installed no more where a list was sent from: nothing more of it goes, and nobody is told. */
export function abandonList({ list, entries, rows }: AppliedList, now: Date): AppliedList {
  const { telling: _, ...rest } = list;
  const untold = {
    ...rest,
    posts: Object.fromEntries(LIST_PARTS.map((part) => [part, refused(list.posts[part])])),
    result: { tries: 0, outcome: 'refused' as const },
  };
  const event = ENDS[list.state];
  const ended = event
    ? enterList(untold, event, now, ENGINE, { reason: UNINSTALLED })
    : { list: untold, entries: [] };
  return { list: ended.list, entries: [...entries, ...ended.entries], ...(rows && { rows }) };
}

function refused(posting: List['posts']['list'] = { tries: 0 }) {
  const { sweepAt: _, ...known } = posting;
  return { ...known, refused: posting.refused ?? UNINSTALLED };
}
