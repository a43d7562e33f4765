import { addSeconds } from 'date-fns';
import { askForApproval } from '../approval/approval.ts';
import { ENGINE } from '../kernel/actor.ts';
import type { FindOutcome, PostOutcome } from '../thread/poster.ts';
import { applyListFind, applyListPost, applyListSweep } from './apply-message.ts';
import type { Fed } from './feed.ts';
import type { Shared, Uploaded } from './files.ts';
import type { AppliedList, List, ResultFile } from './list.ts';
import { FEED_SECONDS, type ListStep } from './list-step.ts';
import type { ReadOutcome } from './read-list.ts';
import { enterList } from './states.ts';

/** What became of a step. */
export interface ListOutcome {
  read?: ReadOutcome;
  fed?: Fed;
  find?: FindOutcome;
  post?: PostOutcome;
  upload?: Uploaded;
  share?: Shared;
}

/** Seconds until Slack is asked again, and how often for a file. */
const AWAY_SECONDS = 5;
const MOST_AWAY = 24;
const MOST_FILE_TRIES = 10;

/** What to store after a step. Pure, and safe to do again on what somebody else has changed meanwhile. */
export function applyList(list: List, step: ListStep, outcome: ListOutcome, now: Date): AppliedList {
  const { waitUntil: _, ...free } = list;
  switch (step.kind) {
    case 'read':
      return outcome.read ? applyRead(free, outcome.read, now) : unchanged(list);
    case 'tell': {
      const { telling: _, ...told } = free;
      return unchanged(told);
    }
    case 'begin':
      return enterList(free, 'begin', now, ENGINE);
    case 'lapse':
      return enterList(free, 'lapse', now, ENGINE);
    case 'finish':
      return enterList(free, 'finish', now, ENGINE);
    case 'withdraw':
      return unchanged(free);
    case 'feed':
      return outcome.fed ? applyFed(free, outcome.fed, now) : unchanged(list);
    case 'find':
      return unchanged(outcome.find ? applyListFind(free, step.part, outcome.find, now) : list);
    case 'sweep':
      return unchanged(applyListSweep(free, step.part));
    case 'post':
    case 'edit':
      return unchanged(outcome.post ? applyListPost(free, step, outcome.post, now) : list);
    case 'upload':
      return unchanged(outcome.upload ? applyUpload(free, outcome.upload, now) : list);
    case 'share':
      return unchanged(outcome.share ? applyShare(free, outcome.share, now) : list);
  }
}

function unchanged(list: List): AppliedList {
  return { list, entries: [] };
}

function applyRead(list: List, outcome: ReadOutcome, now: Date): AppliedList {
  if (outcome.kind === 'away') return readAgain(list, 'unavailable', now);
  const read = { ...list, troubles: 0 };
  if (outcome.kind === 'faulty') {
    const { fault } = outcome;
    return enterList({ ...read, telling: { fault } }, 'return', now, ENGINE, { fault: fault.kind });
  }
  const { report, rows, content } = outcome;
  const { goes } = report;
  const detail = { rows: report.rows, goes };
  const applied = enterList({ ...read, content, report, telling: {} }, 'report', now, ENGINE, detail);
  return applied.entries.length > 0 ? { ...applied, rows } : applied;
}

/** Until that has been tried often enough, then its form comes back. broken: the work on it has thrown. */
export function readAgain(list: List, kind: 'unavailable' | 'broken', now: Date): AppliedList {
  const troubles = list.troubles + 1;
  if (troubles <= MOST_AWAY) return unchanged({ ...list, troubles, waitUntil: inSeconds(now, AWAY_SECONDS) });
  const { waitUntil: _, ...free } = list;
  return enterList({ ...free, telling: { fault: { kind } } }, 'return', now, ENGINE, { fault: kind });
}

/** Rows that were confirmed are so, whatever has become of the list meanwhile. */
function applyFed(before: List, { rows, pinned, held, obstacle, isAway }: Fed, now: Date): AppliedList {
  const content = { ...before.content, ...(pinned && { pinned }) };
  const list = { ...before, content, feedAt: inSeconds(now, FEED_SECONDS) };
  const after = isAway ? { ...list, waitUntil: inSeconds(now, AWAY_SECONDS) } : list;
  if (obstacle) {
    const paused = enterList({ ...after, obstacle }, 'pause', now, ENGINE, { rule: obstacle.rule });
    return paused.entries.length > 0 ? { ...paused, rows } : { ...unchanged(list), rows };
  }
  if (held) {
    const asking = { ...after, approval: askForApproval(held, now) };
    const entered = enterList(asking, 'ask_approval', now, ENGINE, { rule: held.rule });
    return entered.entries.length > 0 ? { ...entered, rows } : { ...unchanged(list), rows };
  }
  return { ...unchanged(after), rows };
}

function applyUpload(list: List, outcome: Uploaded, now: Date): List {
  switch (outcome.kind) {
    case 'uploaded':
      return { ...list, result: { tries: 0, fileId: outcome.fileId } };
    case 'unavailable':
      return again(list, 'refused', now);
    case 'refused':
      return { ...list, result: { tries: 0, outcome: 'refused' } };
  }
}

/** It is looked for before it is shared again. */
function applyShare(list: List, outcome: Shared, now: Date): List {
  switch (outcome.kind) {
    case 'shared':
      return { ...list, result: { tries: 0, outcome: 'stands' } };
    case 'unknown':
      return again(list, 'not_known', now);
    case 'unavailable':
      return again(list, 'refused', now);
    case 'refused':
      return { ...list, result: { tries: 0, outcome: 'refused' } };
  }
}

/** Until that has been tried often enough. */
function again(list: List, outcome: NonNullable<ResultFile['outcome']>, now: Date): List {
  const { result } = list;
  const tries = (result?.tries ?? 0) + 1;
  if (tries >= MOST_FILE_TRIES) return { ...list, result: { tries, outcome } };
  return { ...list, result: { ...result, tries, at: inSeconds(now, AWAY_SECONDS) } };
}

function inSeconds(now: Date, seconds: number): string {
  return addSeconds(now, seconds).toISOString();
}
