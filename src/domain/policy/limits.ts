import { addHours, differenceInSeconds } from 'date-fns';
import type { Limit, LimitsRule } from './policy.ts';
import type { Earlier, Question } from './question.ts';

/** Of each limit that leaves no room: when the reach-out was due whose place is the next to be free. */
export interface UsedUp {
  recipient?: Date;
  person?: Date;
  workspace?: Date;
  /** The latest to the same recipient. */
  earlier: Earlier[];
  countedAt: Date;
}

/** What may use up a limit. */
export interface Using {
  limits: LimitsRule;
  id: string;
  userId: string;
  /** E.164. */
  recipient: string;
  /** When it is due to start; absent: now. */
  at?: Date;
}

/** How many places limits leave to many numbers, each of which takes one. */
export interface Room {
  /** Absent where that is not limited. */
  person?: number;
  workspace?: number;
  /** The numbers that were contacted as often as their limit allows. */
  full: Set<string>;
}

/** What is counted, and how. */
export interface Tally {
  /** The same for many numbers, as they stand now. */
  roomFor(using: Pick<Using, 'limits' | 'userId'> & { recipients: string[] }): Promise<Room>;
  /**
   * The limits that leave no room for a reach-out. Counted is what is due to start in the hours before it and went out
   * or still may; of what is due at the same time, that with the lower id. One look-up by an index for each limit.
   */
  usedUp(using: Using): Promise<UsedUp>;
}

/** A limit that is used up, and when the next can go. */
export interface UsedLimit extends Limit {
  of: keyof LimitsRule;
  /** ISO 8601; and how long that was to go when it was counted. */
  freeAt: string;
  inSeconds: number;
}

export function hasLimits(limits: LimitsRule): boolean {
  return Object.keys(limits).length > 0;
}

/** Those that refuse, whatever is answered. */
export function refusingLimits({ recipient, ...others }: LimitsRule): LimitsRule {
  return { ...others, ...(recipient?.beyond === 'refuse' && { recipient }) };
}

/** What limits say of a reach-out to a number, which is given as others may read it. */
export function saidOfLimits(
  limits: LimitsRule,
  { earlier, countedAt, ...usedUp }: UsedUp,
  number: string,
): { refused: UsedLimit[]; question?: Question } {
  const used = (['recipient', 'person', 'workspace'] as const).flatMap((of): UsedLimit[] => {
    const limit = limits[of];
    const at = usedUp[of];
    if (!limit || !at) return [];
    const freeAt = addHours(at, limit.hours);
    return [
      {
        ...{ of, most: limit.most, hours: limit.hours },
        ...{
          freeAt: freeAt.toISOString(),
          inSeconds: differenceInSeconds(freeAt, countedAt, { roundingMethod: 'ceil' }),
        },
      },
    ];
  });
  const asked = limits.recipient?.beyond === 'ask' && used.find(({ of }) => of === 'recipient');
  if (!asked) return { refused: used };
  const { most, hours } = asked;
  return {
    refused: used.filter((one) => one !== asked),
    question: { name: 'contacted_before', number, most, hours, earlier },
  };
}
