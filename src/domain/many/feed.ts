import { addSeconds } from 'date-fns';
import type { FormValues } from '../intake/form.ts';
import { parseReachOut } from '../intake/parse-reach-out.ts';
import type { Call, Context } from '../kernel/context.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import type { NeededApproval } from '../policy/approvals.ts';
import type { Refusal } from '../policy/decide.ts';
import { judgeHours, whenOpen } from '../policy/time/judge-hours.ts';
import { type RequestResult, requestReachOut } from '../reach-out/request.ts';
import type { FilledTemplate } from '../templates/fill-template.ts';
import type { List, ListObstacle, PinnedTemplate } from './list.ts';
import type { FeedRow } from './lists.ts';
import { pinnedNow } from './pin-template.ts';
import { formOf } from './preview.ts';
import { OTHERS_APPROVE, placeOf } from './report.ts';
import type { Row } from './row.ts';

/** The rows that were dealt with, and what keeps all others from going, if anything does. */
export interface Fed {
  rows: Row[];
  /** As the rows went out. */
  pinned?: PinnedTemplate;
  /** Somebody else has to approve of the list first. */
  held?: NeededApproval;
  obstacle?: ListObstacle;
  /** Slack doesn't say who asks, or the key of a row is missing here. */
  isAway?: true;
}

/**
 * Confirms the next rows of a list, one after the other, by the door that every reach-out goes through. The id of each
 * follows from its row, so that whoever does it again confirms none twice. @throws TurnedAway
 */
export async function feed({ ctx, input: { list, most } }: Call<{ list: List; most: number }>): Promise<Fed> {
  const fed: Fed = { rows: [] };
  const { pinned: before } = list.content;
  const pinned = before && (await pinnedNow(ctx, before));
  if (pinned) fed.pinned = pinned;
  const gone = before && !pinned ? TEMPLATE_GONE : undefined;
  const until = addSeconds(ctx.clock.now(), MOST_SECONDS);
  for (const row of await ctx.lists.toFeed(list, most, ctx.clock.now())) {
    if (ctx.clock.now() > until) break;
    if (row.isUnreadable) {
      ctx.log.warn({ listId: list.id, line: row.line }, 'the encryption key of a row of a list is missing');
      return { ...fed, isAway: true };
    }
    const placed = closedPlace(ctx, list, row) ?? gone ?? (await confirm(ctx, list, row, pinned));
    if ('state' in placed) fed.rows.push({ ...row, ...placed });
    else return { ...fed, ...placed };
  }
  return fed;
}

/** By then others go on: a list that somebody has stopped meanwhile is not fed for as long as its lease holds. */
const MOST_SECONDS = 10;

type Placed = Pick<Row, 'state' | 'why' | 'opensAt'>;

const TEMPLATE_GONE: Placed = { state: 'out', why: { kind: 'fault', fault: 'template' } };

/** Where it is closed by now, nothing is to be accounted for: it waits. */
function closedPlace({ clock, policy }: Context, { channel }: List, { phone }: FeedRow): Placed | undefined {
  if (!phone) return undefined;
  const opensAt = whenOpen(judgeHours({ recipient: phone, channel, at: clock.now() }, policy().hours));
  return opensAt && { state: 'waiting', opensAt };
}

async function confirm(
  ctx: Context,
  list: List,
  row: FeedRow,
  pinned: PinnedTemplate | undefined,
): Promise<Placed | Omit<Fed, 'rows'>> {
  const { userId, teamId, placeId, placeName, channel, answered, report, approval } = list;
  const { phone = '', message = '', values } = row;
  const { sender } = list.content;
  const says: FormValues = pinned ? formOf(pinned.template, values) : { message };
  const draft = { phone, channel, ...says, ...(sender && { sender }) };
  const parsed = parseReachOut(draft, settingsFor(ctx), pinned && filledFor(row, pinned));
  if (!parsed.ok) {
    const { phone: atPhone, template: atTemplate } = parsed.errors;
    const fault = atPhone ? 'number' : atTemplate ? 'template' : 'message';
    return { state: 'out', why: { kind: 'fault', fault } };
  }
  const { request, warnings } = parsed;
  const result = await requestReachOut({
    ctx,
    input: {
      reachOut: { id: row.reachOutId, teamId, userId, placeId, request, draft, warnings, lane: 'list' },
      ...(placeName && { placeName }),
      isAnswered: ({ name }) => answered.includes(name),
      held: false,
      list: {
        ...{ id: list.id, rows: report?.rows ?? 1 },
        ...(approval?.decided === 'approved' && { approval }),
      },
    },
  });
  if (result.kind === 'held' && approval?.decided === 'approved') return OTHERS_APPROVE;
  return placed(result, answered);
}

/** What it says was filled in and shown before. */
function filledFor({ message = '', values = {} }: FeedRow, pinned: PinnedTemplate): FilledTemplate {
  return { kind: 'known', ...pinned, values, missing: [], unfilled: [], rendered: { text: message } };
}

function placed(result: RequestResult, answered: readonly string[]): Placed | Omit<Fed, 'rows'> {
  switch (result.kind) {
    case 'stored':
    case 'repeated':
    case 'altered':
      return { state: 'fed' };
    case 'held':
      return { held: result.needed };
    case 'unidentified':
      return { isAway: true };
    case 'asked':
      return placeOf({ kind: 'ask', questions: result.questions }, answered);
    case 'refused': {
      const obstacle = result.refusals.find(isObstacle);
      return obstacle ? { obstacle } : placeOf({ kind: 'refuse', refusals: result.refusals }, answered);
    }
  }
}

/** Not about the row. */
function isObstacle(refusal: Refusal): refusal is ListObstacle {
  return ['people', 'bounds', 'places'].includes(refusal.rule);
}

/** Where a rule of the policy names countries, they decide with the person. */
function settingsFor({ settings, policy }: Context): ReachOutSettings {
  if (!policy().people?.some(({ countries }) => countries)) return settings;
  const { allowedCountries: _, ...others } = settings;
  return others;
}
