import type { Obstacle } from '../../policy/places.ts';
import type { Finding } from '../finding.ts';
import { judgeTrouble, type SlackAnswer } from './answer.ts';

/** In how many channels the app is. Source: Slack, users.conversations. */
export type MembershipFacts =
  | {
      isOrgWide?: false;
      channels: number;
      /** There are more. */
      isCut: boolean;
    }
  /** Slack tells it of one workspace at a time, and a token of a whole organization is of none. */
  | { isOrgWide: true };

const INVITE = 'Type /invite @Reach Out in each channel that it is to be used in.';

export function judgeMembership(answer: SlackAnswer<MembershipFacts>): Finding {
  const common = { area: 'Slack', check: 'membership' } as const;
  if (answer.kind === 'refused')
    return {
      ...{ ...common, verdict: 'warning', says: 'It is not known in which channels Reach Out is.' },
      cause: `Slack refuses the question (${answer.error}${answer.needed ? `: it takes ${answer.needed}` : ''}).`,
      next: 'Mend the token and its scopes first.',
    };
  if (answer.kind !== 'told') return judgeTrouble('membership', answer, 'in which channels Reach Out is');
  const { facts } = answer;
  if (facts.isOrgWide)
    return {
      ...{ ...common, verdict: 'ok', says: 'The channels of an organization are not counted.' },
      cause: 'Slack tells them of one workspace at a time.',
      next: 'To see it of one, type /reach-out doctor there.',
    };
  const { channels, isCut } = facts;
  if (channels > 0) {
    const count = `${isCut ? 'more than ' : ''}${channels} ${channels === 1 ? 'channel' : 'channels'}`;
    return { ...common, verdict: 'ok', says: `Reach Out is in ${count}.` };
  }
  return {
    ...{ ...common, verdict: 'warning', says: 'Reach Out is in no channel.' },
    cause: 'It posts only where it is a member, because only there can it read its own messages back.',
    next: INVITE,
  };
}

const HERE: Record<Obstacle, [cause: string, next: string]> = {
  not_a_member: ["It isn't in this channel.", 'Type /invite @Reach Out here.'],
  hidden: ["It isn't in this conversation.", "If it's a channel, type /invite @Reach Out here."],
  direct_message: ['No app can be in a direct message between people.', 'Use it in a channel.'],
  group_message: ["It can't be invited into a group message.", 'Use it in a channel.'],
  archived: ['The channel is archived.', 'Use it in another one.'],
};

/** Where doctor was asked. `place`: undefined where Slack did not say. */
export function judgePlace(place: { obstacle?: Obstacle } | undefined): Finding {
  const common = { area: 'Slack', check: 'place' } as const;
  if (!place)
    return {
      ...{ ...common, verdict: 'warning', says: 'It is not known whether Reach Out can post here.' },
      cause: 'Slack did not say.',
      next: 'Type the command again in a moment.',
    };
  if (!place.obstacle) return { ...common, verdict: 'ok', says: 'Reach Out can post here.' };
  const [cause, next] = HERE[place.obstacle];
  return { ...{ ...common, verdict: 'warning', says: "Reach Out can't post here." }, cause, next };
}
