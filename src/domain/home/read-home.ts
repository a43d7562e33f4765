import { waitsSince } from '../conversation/waiting.ts';
import type { Context } from '../kernel/context.ts';
import { approvalNow, judge } from '../policy/judge.ts';
import { isAdmin, isNamedIn, type Person, refusePerson } from '../policy/people.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { isScheduled } from '../schedule/find-scheduled.ts';
import type { AppState, Home, Listed } from './home.ts';

/** Of each list; a view holds no more than 100 blocks, and nobody reads as much. */
const MOST = {
  waiting: 15,
  waitingBeside: 10,
  open: 15,
  scheduled: 10,
  awaiting: 10,
  toApprove: 5,
  latest: 20,
  found: 10,
};

const MOST_OF_A_KIND = 1 + Math.max(...Object.values(MOST));
const MOST_TO_LOOK_AT = 50;

const NOTHING: Listed = { reachOuts: [], isCut: false };

/** A person's Home tab as it is now; undefined where Slack does not say who they are. @throws TurnedAway */
export async function readHome(
  ctx: Context,
  { userId, search }: { userId: string; search?: string },
  stateOf: (userId: string) => Promise<AppState>,
): Promise<{ home: Home; person: Person } | undefined> {
  const verdict = await judge({ ctx, input: { userId } });
  if (!verdict) return undefined;
  const person = await ctx.people.find(userId);
  const mayApprove = refusePerson(person) === undefined;
  const toApprove = mayApprove ? upTo(MOST.toApprove, await approvable(ctx, person)) : NOTHING;
  const [refusal] = verdict.kind === 'refuse' ? verdict.refusals : [];
  const hasConversations = ctx.settings.replies !== undefined;
  const common = { userId, hasConversations, toApprove };
  if (refusal) return { person, home: { ...common, ...NO_LISTS, refusal } };
  const isAdmins = isAdmin(person, ctx.policy());
  const [lists, found, admin] = await Promise.all([
    listsOf(ctx, userId),
    search === undefined ? undefined : find(ctx, search, isAdmins ? undefined : userId),
    isAdmins ? adminView(ctx, () => stateOf(userId)) : undefined,
  ]);
  return { person, home: { ...common, ...lists, ...(found && { found }), ...(admin && { admin }) } };
}

type Lists = Pick<Home, 'waiting' | 'waitingBeside' | 'open' | 'scheduled' | 'awaiting' | 'latest'>;

const NO_LISTS: Lists = {
  waiting: NOTHING,
  waitingBeside: NOTHING,
  open: NOTHING,
  scheduled: NOTHING,
  awaiting: NOTHING,
  latest: NOTHING,
};

async function listsOf(ctx: Context, userId: string): Promise<Lists> {
  const [underWay, over, beside] = await Promise.all([
    ctx.homes.openOf(userId, MOST_OF_A_KIND),
    ctx.homes.overOf(userId, MOST.latest + 1),
    waitingBeside(ctx, userId),
  ]);
  // One that ends or is claimed between two questions is in both answers.
  const ended = new Set(over.map(({ id }) => id));
  const open = underWay.filter(({ id }) => !ended.has(id));
  const waiting = open.filter((one) => waitsSince(one) && isAnsweredBy(one, userId));
  const known = new Set(underWay.map(({ id }) => id));
  const awaiting = open.filter(({ state }) => state === 'awaiting_approval');
  const scheduled = open.filter(isScheduled).toSorted((a, b) => a.readyAt.getTime() - b.readyAt.getTime());
  const listed = new Set([...waiting, ...awaiting, ...scheduled]);
  return {
    waiting: upTo(MOST.waiting, waiting.toSorted(byTurn(userId))),
    waitingBeside: { ...beside, reachOuts: beside.reachOuts.filter(({ id }) => !known.has(id)) },
    open: upTo(
      MOST.open,
      open.filter((one) => !listed.has(one)),
    ),
    scheduled: upTo(MOST.scheduled, scheduled),
    awaiting: upTo(MOST.awaiting, awaiting),
    latest: upTo(MOST.latest, over),
  };
}

/** Whoever has claimed a conversation answers it; until somebody does, whoever has begun it. */
function isAnsweredBy({ userId: owner, conversation }: ReachOut, userId: string): boolean {
  return (conversation?.claimedBy ?? owner) === userId;
}

/** What this person has claimed before what only began with them; who waits longest comes first. */
function byTurn(userId: string) {
  const rank = (one: ReachOut) => (one.conversation?.claimedBy === userId ? 0 : 1);
  const since = (one: ReachOut) => waitsSince(one) ?? '';
  return (a: ReachOut, b: ReachOut) => rank(a) - rank(b) || (since(a) < since(b) ? -1 : 1);
}

/** What others have not answered yet, where this person reads along; Slack is asked only if there is something. */
async function waitingBeside({ homes, memberships }: Context, userId: string): Promise<Listed> {
  const places = await homes.placesWaiting(userId);
  const theirs = places.length > 0 ? await memberships.placesOf(userId) : undefined;
  const shared = places.filter((id) => theirs?.has(id));
  if (shared.length === 0) return NOTHING;
  const found = await homes.waitingBeside(userId, shared, MOST_OF_A_KIND);
  return upTo(MOST.waitingBeside, found.filter(waitsSince));
}

/** What others ask approval for and this person can give it, by the rule in force as when it is given. */
async function approvable(ctx: Context, person: Person): Promise<ReachOut[]> {
  const asked = await ctx.homes.awaitingBeside(person.id, MOST_TO_LOOK_AT);
  const rules = await Promise.all(asked.map((input) => approvalNow({ ctx, input })));
  return asked.filter((reachOut, at) => {
    const { by = [] } = rules[at] ?? reachOut.approval ?? {};
    return !isNamedIn(person, [reachOut.userId]) && (by.includes(person.id) || isNamedIn(person, by));
  });
}

async function find({ homes }: Context, digits: string, userId: string | undefined): Promise<Home['found']> {
  const found = await homes.endingWith(digits, MOST.found + 1, userId);
  return { ...upTo(MOST.found, found), digits, isOfAll: userId === undefined };
}

async function adminView(
  { homes, policy }: Context,
  stateOf: () => Promise<AppState>,
): Promise<Home['admin']> {
  const [counted, state] = await Promise.all([homes.count(), stateOf()]);
  return { policy: policy(), state, ...counted };
}

function upTo(most: number, reachOuts: ReachOut[]): Listed {
  return { reachOuts: reachOuts.slice(0, most), isCut: reachOuts.length > most };
}
