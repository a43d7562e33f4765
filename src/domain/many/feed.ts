import { parseReachOut } from '../intake/parse-reach-out.ts';
import type { Call, Context } from '../kernel/context.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import type { NeededApproval } from '../policy/approvals.ts';
import type { Refusal } from '../policy/decide.ts';
import { judgeHours } from '../policy/time/judge-hours.ts';
import { type RequestResult, requestReachOut } from '../reach-out/request.ts';
import type { List, ListObstacle } from './list.ts';
import type { FeedRow } from './lists.ts';
import { placeOf } from './report.ts';
import type { Row } from './row.ts';

/** The rows that were dealt with, and what keeps all others from going, if anything does. */
export interface Fed {
  rows: Row[];
  /** Somebody else has to approve of the list first. */
  held?: NeededApproval;
  obstacle?: ListObstacle;
  /** Slack doesn't say who asks. */
  isAway?: true;
}

/**
 * Confirms the next rows of a list, one after the other, by the door that every reach-out goes through. The id of each
 * follows from its row, so that whoever does it again confirms none twice. @throws TurnedAway
 */
export async function feed({ ctx, input: { list, most } }: Call<{ list: List; most: number }>): Promise<Fed> {
  const fed: Fed = { rows: [] };
  for (const row of await ctx.lists.toFeed(list, most, ctx.clock.now())) {
    const placed = closedPlace(ctx, list, row) ?? (await confirm(ctx, list, row));
    if ('state' in placed) fed.rows.push({ ...row, ...placed });
    else return { ...fed, ...placed };
  }
  return fed;
}

type Placed = Pick<Row, 'state' | 'why' | 'opensAt'>;

/** Where it is closed by now, nothing is to be accounted for: it waits. */
function closedPlace({ clock, policy }: Context, { channel }: List, { phone }: FeedRow): Placed | undefined {
  if (!phone) return undefined;
  const closed = judgeHours({ recipient: phone, channel, at: clock.now() }, policy().hours);
  if (closed.kind !== 'closed' || !closed.next) return undefined;
  return { state: 'waiting', opensAt: new Date(closed.next.at) };
}

async function confirm(ctx: Context, list: List, row: FeedRow): Promise<Placed | Omit<Fed, 'rows'>> {
  const { userId, teamId, placeId, placeName, channel, answered, report, approval } = list;
  const { phone = '', message = '' } = row;
  const { sender } = list.content;
  const draft = { phone, channel, message, ...(sender && { sender }) };
  const parsed = parseReachOut(draft, settingsFor(ctx));
  if (!parsed.ok) {
    const fault = parsed.errors.phone ? 'number' : 'message';
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
  return placed(result, answered);
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
