import { isCall } from '../channels/registry.ts';
import { type AnsweredBy, answeredBy, unreachedBy } from '../contact/answering-machine.ts';
import { type Leg, summarize } from '../contact/contact.ts';
import { type Ending, endingOf } from '../contact/ending.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** Something that happened to a contact. Times are ISO 8601; what nobody has told is absent. */
export type Happening = { at?: string } & (
  | { kind: 'answered'; by?: AnsweredBy }
  | { kind: 'transferred' }
  | { kind: 'queued'; queueId?: string }
  | { kind: 'with_agent'; agentId?: string }
  | { kind: 'ended'; ending: Ending }
);

/** All that is known to have happened to the contact and those it was transferred to, in order. */
export function historyOf(reachOut: ReachOut): Happening[] {
  const { contact, contactId, request, state } = reachOut;
  const { connectedAt, answeringMachine, endedAt } = summarize(contact);
  const { [contactId ?? '']: first = {}, ...transfers } = contact?.legs ?? {};
  const by = answeredBy(answeringMachine);
  const isAnswered = connectedAt && isCall(request) && !unreachedBy(answeringMachine);
  const answered: Happening[] = isAnswered ? [{ kind: 'answered', at: connectedAt, ...(by && { by }) }] : [];
  const transferred = Object.entries(transfers).map(([id, leg]) => [beginOf(leg), id, leg] as const);
  const legs = [
    [...answered, ...waysOf(first)].map(dated),
    ...inOrder(transferred).map(([begin, , leg]) => transferOf(leg, begin)),
  ];
  // What happened at the same moment stays in the order of the transfers.
  const happened = inOrder(legs.flat()).map(([, happening]) => happening);
  if (state !== 'ended') return happened;
  const ending = endingOf(reachOut);
  return [...happened, { kind: 'ended', ending, ...(endedAt && { at: endedAt }) }];
}

/** With the time that it is ordered by. */
type Dated = readonly [string, Happening];

/** Comes after every time. */
const UNTOLD = '~';

const dated = (happening: Happening): Dated => [happening.at ?? UNTOLD, happening];

function inOrder<T extends readonly [string, ...unknown[]]>(all: T[]): T[] {
  return [...all].sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1));
}

function transferOf(leg: Leg, begin: string): Dated[] {
  const { initiatedAt } = leg;
  const transferred: Happening = { kind: 'transferred', ...(initiatedAt && { at: initiatedAt }) };
  return [[begin, transferred], ...waysOf(leg).map(dated)];
}

/** A transfer whose own time nobody has told came before what else is known of it. */
function beginOf(leg: Leg): string {
  const [first = UNTOLD] = waysOf(leg).map(({ at }) => at ?? UNTOLD);
  return leg.initiatedAt ?? first;
}

/** Through which queues it came to which agent. */
function waysOf({ queues = {}, agentAt, agentId }: Leg): Happening[] {
  const named = Object.entries(queues).filter(([id]) => id !== '' || Object.keys(queues).length === 1);
  const ways: Happening[] = [
    ...named.map(([queueId, at]): Happening => ({ kind: 'queued', at, ...(queueId && { queueId }) })),
    ...(agentAt ? [{ kind: 'with_agent', at: agentAt, ...(agentId && { agentId }) } as const] : []),
  ];
  return inOrder(ways.map(dated)).map(([, way]) => way);
}
