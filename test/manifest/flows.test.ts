import { describe, expect, test } from '@jest/globals';
import { readJson } from './read-json.ts';

type Action = {
  Identifier: string;
  Type: string;
  Parameters: Record<string, unknown>;
  Transitions: {
    NextAction?: string;
    Errors?: { NextAction: string; ErrorType: string }[];
    Conditions?: { NextAction: string; Condition: { Operator: string; Operands: string[] } }[];
  };
};
type Flow = {
  Version: string;
  StartAction: string;
  Metadata: { ActionMetadata: Record<string, { position: { x: number; y: number } }> };
  Actions: Action[];
};

/** The part of the flow language that these flows use: parameters in any order, errors that must be caught. */
const ACTIONS: Record<string, { parameters: string[]; errors: string[] }> = {
  DisconnectParticipant: { parameters: [], errors: [] },
  UpdateContactEventHooks: { parameters: ['EventHooks'], errors: ['NoMatchingError'] },
  UpdateContactTargetQueue: { parameters: ['QueueId'], errors: ['NoMatchingError'] },
  TransferContactToQueue: { parameters: [], errors: ['QueueAtCapacity', 'NoMatchingError'] },
  MessageParticipant: { parameters: ['Text'], errors: ['NoMatchingError'] },
  UpdateContactTextToSpeechVoice: { parameters: ['TextToSpeechVoice'], errors: ['NoMatchingError'] },
  Wait: { parameters: ['TimeLimitSeconds', 'Events'], errors: ['NoMatchingError'] },
};

const SEVEN_DAYS = 604_800;
const flows = new Map(
  ['voice-message', 'sms', 'whatsapp', 'inbound', 'agents'].map((name) => [
    name,
    readJson<Flow>(`manifest/aws/flow-${name}.json`),
  ]),
);

describe.each([...flows])('flow-%s.json', (_name, flow) => {
  const byId = new Map(flow.Actions.map((action) => [action.Identifier, action]));

  test('is in the version of the flow language that there is', () => {
    expect(flow.Version).toBe('2019-10-30');
  });

  test('names each action once, as the flow language allows', () => {
    expect(byId.size).toBe(flow.Actions.length);
    for (const id of byId.keys()) expect(id).toMatch(/^[a-z-]{1,50}$/);
  });

  test('starts somewhere, and every transition leads somewhere', () => {
    expect(byId.has(flow.StartAction)).toBe(true);
    for (const action of flow.Actions) {
      for (const next of targets(action)) expect(byId.has(next)).toBe(true);
    }
  });

  test('reaches every action, and from every action the end', () => {
    const [first] = flow.Actions;
    expect([...reachable(byId, flow.StartAction)].sort()).toEqual([...byId.keys()].sort());
    expect(first?.Identifier).toBe(flow.StartAction);
    for (const id of byId.keys()) expect(reachable(byId, id)).toContain('end');
  });

  test('ends the contact only by hanging up', () => {
    const terminal = flow.Actions.filter((action) => targets(action).length === 0);
    expect(terminal.map(({ Type, Transitions }) => [Type, Transitions])).toEqual([
      ['DisconnectParticipant', {}],
    ]);
  });

  test('shows every action on the designer, none on top of another', () => {
    const positions = Object.values(flow.Metadata.ActionMetadata).map(({ position }) =>
      JSON.stringify(position),
    );
    expect(Object.keys(flow.Metadata.ActionMetadata).sort()).toEqual([...byId.keys()].sort());
    expect(new Set(positions).size).toBe(positions.length);
  });

  test.each(flow.Actions)('$Identifier is a $Type as Amazon Connect takes it', (action) => {
    const known = ACTIONS[action.Type];
    expect(known).toBeDefined();
    for (const name of Object.keys(action.Parameters)) expect(known?.parameters).toContain(name);
    const errors = [...(known?.errors ?? []), ...(waitsForBot(action) ? ['ParticipantNotFound'] : [])];
    expect((action.Transitions.Errors ?? []).map((error) => error.ErrorType)).toEqual(errors);
  });

  test('branches for each event of a wait, and for its end', () => {
    for (const action of flow.Actions.filter(({ Type }) => Type === 'Wait')) {
      const { TimeLimitSeconds, Events = [] } = action.Parameters as {
        TimeLimitSeconds: string;
        Events?: string[];
      };
      // The manual says TimeoutSeconds; the service takes and exports TimeLimitSeconds, a string.
      expect(TimeLimitSeconds).toMatch(/^[1-9]\d*$/);
      expect(Number(TimeLimitSeconds)).toBeLessThanOrEqual(SEVEN_DAYS);
      const branches = (action.Transitions.Conditions ?? []).map(({ Condition }) => Condition);
      expect(branches).toEqual(
        ['WaitCompleted', ...Events].map((event) => ({ Operator: 'Equals', Operands: [event] })),
      );
    }
  });
});

test('the voice flow speaks the message that the app sends as an attribute', () => {
  const spoken = flows.get('voice-message')?.Actions.filter(({ Type }) => Type === 'MessageParticipant');
  expect(spoken?.map(({ Parameters }) => Parameters.Text)).toEqual(['$.Attributes.message']);
});

test.each(['sms', 'whatsapp', 'inbound', 'agents'])('the %s flow sends nothing of its own', (name) => {
  expect(flows.get(name)?.Actions.map(({ Type }) => Type)).not.toContain('MessageParticipant');
});

const actionOf = (name: string, id: string) =>
  flows.get(name)?.Actions.find(({ Identifier }) => Identifier === id);

/** Where a flow goes on after an action, by what came of it. */
function wayOn({ Transitions }: Action): Record<string, string> {
  const { NextAction = '', Errors = [], Conditions = [] } = Transitions;
  return Object.fromEntries([
    ['otherwise', NextAction],
    ...Errors.map((error) => [error.ErrorType, error.NextAction]),
    ...Conditions.map(({ Condition, NextAction: next }) => [Condition.Operands[0], next]),
  ]);
}

describe('the inbound flow', () => {
  const way = (id: string) => wayOn(actionOf('inbound', id) as Action);

  test('lets the app join, and stays open as long as a chat can while it is in', () => {
    expect(flows.get('inbound')?.StartAction).toBe('let-reach-out-join');
    expect(way('let-reach-out-join')).toMatchObject({ WaitCompleted: 'while-reach-out-is-in' });
    const whileIn = actionOf('inbound', 'while-reach-out-is-in');
    expect(whileIn && waitsForBot(whileIn)).toBe(true);
    expect(whileIn?.Parameters.TimeLimitSeconds).toBe(String(SEVEN_DAYS));
  });

  test('without the app stays open until the customer was quiet for a day', () => {
    expect(way('while-reach-out-is-in')).toMatchObject({
      ParticipantNotFound: 'wait-for-customer',
      BotParticipantDisconnected: 'wait-for-customer',
      NoMatchingError: 'wait-for-customer',
    });
    expect(way('wait-for-customer')).toMatchObject({
      CustomerReturned: 'while-reach-out-is-in',
      WaitCompleted: 'end',
    });
    expect(actionOf('inbound', 'wait-for-customer')?.Parameters.TimeLimitSeconds).toBe('86400');
  });
});

test('the flow to agents brings an answer to a queue, and says beforehand what comes after the agent', () => {
  const way = (id: string) => wayOn(actionOf('agents', id) as Action);
  expect(flows.get('agents')?.StartAction).toBe('after-the-agent');
  expect(actionOf('agents', 'after-the-agent')?.Parameters.EventHooks).toEqual({
    CustomerRemaining: 'AFTER_AGENT_FLOW_ARN',
  });
  expect(way('wait-for-answer')).toMatchObject({ CustomerReturned: 'set-queue', WaitCompleted: 'end' });
  expect(actionOf('agents', 'set-queue')?.Parameters.QueueId).toBe('QUEUE_ARN');
  expect(way('set-queue')).toMatchObject({ otherwise: 'to-queue' });
  // Nobody is hung up on because a queue is full: the next message tries again.
  expect(way('to-queue')).toMatchObject({ QueueAtCapacity: 'wait-for-answer' });
});

/** Waits for our participant, not for the customer. Source: Amazon Connect Flow language, Wait. */
function waitsForBot({ Type, Parameters }: Action): boolean {
  return Type === 'Wait' && ((Parameters.Events as string[]) ?? []).includes('BotParticipantDisconnected');
}

function targets({ Transitions }: Action): string[] {
  const next = Transitions.NextAction === undefined ? [] : [Transitions.NextAction];
  const branches = [...(Transitions.Errors ?? []), ...(Transitions.Conditions ?? [])];
  return [...next, ...branches.map((branch) => branch.NextAction)];
}

function reachable(actions: Map<string, Action>, from: string, seen = new Set<string>()): Set<string> {
  const action = actions.get(from);
  if (!action || seen.has(from)) return seen;
  seen.add(from);
  for (const next of targets(action)) reachable(actions, next, seen);
  return seen;
}
