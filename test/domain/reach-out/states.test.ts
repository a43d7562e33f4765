import { describe, expect, test } from '@jest/globals';
import { type ReachOutState, STATES } from '../../../src/domain/reach-out/reach-out.ts';
import { isFinal, type StateEvent, transition } from '../../../src/domain/reach-out/states.ts';

const EVENTS: StateEvent[] = [
  'call',
  'accept',
  'reject',
  'postpone',
  'lose',
  'expire',
  'refuse',
  'give_up',
  'break',
  'cancel',
  'defer',
  'reschedule',
  'send_now',
  'end',
  'ask_approval',
  'approve',
  'approve_for_later',
  'decline',
  'lapse',
];

/** Every transition; a dot is one that does not happen. In the order of EVENTS. */
const TABLE: Record<ReachOutState, string> = {
  scheduled:
    'starting . . . . failed failed . failed cancelled scheduled scheduled requested . awaiting_approval . . . .',
  awaiting_approval: '. . . . . . . . failed cancelled . . . . . requested scheduled failed failed',
  requested: 'starting . . . . failed failed . failed cancelled scheduled . . . awaiting_approval . . . .',
  starting: 'starting started failed requested unknown . . unresolved unresolved . . . . . . . . . .',
  unknown: 'starting . . . . . . unresolved unresolved . . . . . . . . . .',
  started: '. . . . . . . . . . . . . ended . . . . .',
  ended: '. . . . . . . . . . . . . . . . . . .',
  failed: '. . . . . . . . . . . . . . . . . . .',
  cancelled: '. . . . . . . . . . . . . . . . . . .',
  unresolved: '. . . . . . . . . . . . . . . . . . .',
};

describe.each(STATES)('%s', (state) => {
  const nexts = TABLE[state].split(' ').map((next) => (next === '.' ? undefined : next));

  test.each(EVENTS.map((event, index) => [event, nexts[index]] as const))('%s → %s', (event, next) => {
    expect(transition(state, event)).toBe(next);
  });

  test('is final when nothing can happen any more', () => {
    expect(isFinal(state)).toBe(nexts.every((next) => next === undefined));
  });
});

test('a contact is started once: from no state in which one may be does a reach-out become failed or cancelled', () => {
  for (const state of ['unknown', 'started', 'ended', 'unresolved'] as const) {
    const nexts = EVENTS.map((event) => transition(state, event));
    expect(nexts).not.toContain('failed');
    expect(nexts).not.toContain('cancelled');
    expect(nexts).not.toContain('requested');
    expect(nexts).not.toContain('scheduled');
  }
});
