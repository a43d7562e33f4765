import type { Rules } from '../../src/domain/reach-out/agenda.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { createVault } from '../../src/store/vault.ts';
import type { Names } from '../../src/views/names.ts';

/** An SMS that was just requested, with changes. */
export function sampleReachOut(changes: Partial<ReachOut> = {}): ReachOut {
  return {
    id: '6f1f6d5e-6a6f-4f0e-8a44-111111111111',
    teamId: 'T1',
    userId: 'U1',
    placeId: 'C1',
    request: {
      channel: 'sms',
      recipient: '+12065550152',
      instanceId: 'instance',
      contactFlowId: 'flow',
      sourceArn: 'arn',
      initialMessage: { contentType: 'text/plain', content: 'Hi' },
    },
    draft: {},
    warnings: [],
    lane: 'own',
    answered: [],
    state: 'requested',
    attempts: 0,
    requestedAt: new Date('2026-01-01T00:00:00Z'),
    startAt: new Date('2026-01-01T00:00:00Z'),
    readyAt: new Date('2026-01-01T00:00:00Z'),
    promised: [],
    slowed: [],
    lines: [],
    posts: {},
    isMoved: false,
    retried: [],
    version: 1,
    shownVersion: 0,
    troubles: 0,
    lease: 1,
    revision: 0,
    ...changes,
  };
}

/** Asked for, and awaited by two. */
export const SAMPLE_APPROVAL: NonNullable<ReachOut['approval']> = {
  ...{ rule: 1, when: { firstContact: true }, by: ['U2', 'S3'], in: 'C2' },
  askedAt: '2026-01-01T00:00:00.000Z',
  lapsesAt: '2026-01-01T01:00:00.000Z',
};

/** Of an app without a queue. */
export const RULES: Rules = { maxAgeMinutes: 15, hasContactEvents: false, hasConversations: false };

export const VOICE_REQUEST = {
  channel: 'voice',
  recipient: '+12065550152',
  instanceId: 'instance',
  contactFlowId: 'flow',
  message: 'Hi',
  sourcePhoneNumber: '+12065550100',
} as const satisfies ReachOut['request'];

/** Of a database that no key is set for. */
export const PLAIN_VAULT = createVault([], new Uint8Array(32));

/** Every channel is set up, and nothing has a name. */
export const NAMELESS: Names = {
  sender: () => undefined,
  queue: () => undefined,
  flow: () => undefined,
  agent: () => undefined,
  contactUrl: () => undefined,
  offers: () => true,
  maxAgeMinutes: 15,
  showsMessage: () => true,
  ask: 'whoever installed Reach Out',
};
