import type { BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { decideList, mayDecideList } from '../../domain/many/decide-list.ts';
import { findList } from '../../domain/many/find-list.ts';
import { startList } from '../../domain/many/start-list.ts';
import { mayHappen } from '../../domain/many/states.ts';
import { cancelList, pauseList, resumeList, stopList } from '../../domain/many/steer-list.ts';
import { buildDeclineList } from '../../views/approval/decline-modal.ts';
import {
  ACTION_APPROVE_LIST,
  ACTION_CANCEL_LIST,
  ACTION_DECLINE_LIST,
  ACTION_PAUSE_LIST,
  ACTION_RESUME_LIST,
  ACTION_SCHEDULE_LIST,
  ACTION_START_LIST,
  ACTION_STOP_LIST,
} from '../../views/ids.ts';
import { buildScheduleList } from '../../views/many/schedule.ts';
import { approvalAnswer } from '../../views/sentences/approval.ts';
import { steerAnswer } from '../../views/sentences/many-acts.ts';
import { actingAs, type Deps } from '../deps.ts';
import { readId } from '../outdated.ts';

type Args = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** Who has pressed a button of which list. */
interface Press {
  id: string;
  userId: string;
  triggerId: string;
}

type Act = (deps: Deps, press: Press) => Promise<string | undefined>;

/** What can be done with a list, each with what its message does not say by itself. */
export const LIST_ACTIONS: Record<string, Act> = {
  [ACTION_START_LIST]: async (deps, press) => steerAnswer(await startList(acting(deps, press)), 'start'),
  [ACTION_SCHEDULE_LIST]: askForTime,
  [ACTION_CANCEL_LIST]: async (deps, press) => steerAnswer(await cancelList(acting(deps, press)), 'cancel'),
  [ACTION_PAUSE_LIST]: async (deps, press) => steerAnswer(await pauseList(acting(deps, press)), 'pause'),
  [ACTION_RESUME_LIST]: async (deps, press) => steerAnswer(await resumeList(acting(deps, press)), 'resume'),
  [ACTION_STOP_LIST]: async (deps, press) => steerAnswer(await stopList(acting(deps, press)), 'stop'),
  [ACTION_APPROVE_LIST]: approve,
  [ACTION_DECLINE_LIST]: openDecline,
};

/** @throws Outdated */
export function readListPress({ action, body }: Args): Press {
  return { id: readId(action.value), userId: body.user.id, triggerId: body.trigger_id };
}

function acting(deps: Deps, { id, userId }: Press) {
  return { ctx: actingAs(deps, userId, 'list'), input: { id, userId } };
}

async function askForTime(deps: Deps, { triggerId, ...press }: Press): Promise<string | undefined> {
  const { ctx, input } = acting(deps, { ...press, triggerId });
  const found = await findList({ ctx, input: { ...input, what: 'schedule_list' } });
  if (found.kind !== 'found') return steerAnswer(found, 'schedule');
  if (found.list.isUnreadable) return steerAnswer({ kind: 'unreadable' }, 'schedule');
  if (!mayHappen(found.list, 'schedule')) return steerAnswer({ kind: 'over' }, 'schedule');
  await deps.modals.open(triggerId, buildScheduleList(found.list));
  return undefined;
}

async function approve(deps: Deps, { id, userId }: Press): Promise<string | undefined> {
  const ctx = actingAs(deps, userId, 'approval');
  const obstacle = await decideList({ ctx, input: { id, userId, decided: 'approved' } });
  return obstacle && approvalAnswer(obstacle, whomToAsk(deps.context.settings).markup);
}

/** Only who can decline is asked why. */
async function openDecline(deps: Deps, { id, userId, triggerId }: Press): Promise<string | undefined> {
  const may = await mayDecideList({ ctx: actingAs(deps, userId, 'approval'), input: { id, userId } });
  if (may.kind !== 'found') return approvalAnswer(may, whomToAsk(deps.context.settings).markup);
  await deps.modals.open(triggerId, buildDeclineList(may.found));
  return undefined;
}
