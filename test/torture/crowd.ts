import { setTimeout as delay } from 'node:timers/promises';
import { type Person, TROUBLE_CONNECTING } from '../../src/sandbox/slack/index.ts';
import type { Chance } from './random.ts';
import { CONVERSATIONS, conversationId, PEOPLE, personId, type Stage } from './stage.ts';

/** What people have done and were told. */
export interface Crowd {
  /** Reach-outs whose modal closed after the press: Slack's way of saying that it is done. */
  acknowledged: Set<string>;
  /** Reach-outs whose button was pressed at all. */
  pressed: Set<string>;
  presses: number;
  /** Answers that nobody should have got. */
  surprises: string[];
  /** No new ones; those begun are seen through. */
  stop(): Promise<void>;
}

export interface CrowdOptions {
  chance: Chance;
  people?: number;
  /** Of all reach-outs, how many are calls. */
  calls?: number;
  /** People pause so long at most between two reach-outs, in ms. */
  thinkMs?: number;
  /** And reach out again only once the thread says what came of the one before. */
  isPatient?: boolean;
}

const GIVE_UP_MS = 120_000;

/** People who reach out one after the other and press again whenever Slack says that it did not work. */
export function sendIn(stage: Stage, options: CrowdOptions): Crowd {
  const { chance, people = PEOPLE, calls = 0.7, thinkMs = 300, isPatient = false } = options;
  const { slack } = stage;
  const told = new Set<unknown>();
  let going = true;
  let serial = 0;
  const crowd: Crowd = {
    acknowledged: new Set(),
    pressed: new Set(),
    presses: 0,
    surprises: [],
    async stop() {
      going = false;
      await Promise.all(busy);
    },
  };

  slack.subscribe((change) => {
    if (change.type !== 'message_posted') return;
    const { part, reach_out_id } = change.message.metadata?.event_payload ?? {};
    if (part !== 'card') told.add(reach_out_id);
  });

  async function live(index: number): Promise<void> {
    const person = slack.as(personId(index));
    while (going) {
      await delay(chance.between(0, thinkMs));
      serial += 1;
      const number = `+1206555${String(1_000 + (serial % 9_000)).padStart(4, '0')}`;
      const channel = chance.isLikely(calls) ? 'call' : 'sms';
      const conversation = conversationId(chance.between(0, CONVERSATIONS - 1));
      await open(person, conversation, `/reach-out ${number} ${channel} Number ${serial}`);
      const id = await press(person);
      const isDone = () => !going || told.has(id);
      if (id && isPatient) await slack.waitFor(isDone, { timeoutMs: GIVE_UP_MS }).catch(() => {});
    }
  }

  /** Asks until a modal is there. */
  async function open(person: Person, conversation: string, line: string): Promise<void> {
    while (going) {
      if (person.view) await person.close({ all: true }).catch(() => {});
      const { kind } = await person.command(conversation, line);
      const timeoutMs = kind === 'acknowledged' ? 3_000 : 100;
      const view = await slack.waitFor(() => person.view, { timeoutMs }).catch(() => undefined);
      if (view) return;
      await delay(chance.between(200, 600));
    }
  }

  /**
   * Presses until it is told that it is done, sometimes twice at once, as people do; resolves to the id of the reach-out
   * that was. Of a command that was given twice, the modal of the first may come late, and lie on top.
   */
  async function press(person: Person): Promise<string | undefined> {
    const until = performance.now() + GIVE_UP_MS;
    while (performance.now() < until && person.view) {
      const id = JSON.parse(String(person.view.definition.private_metadata)).reach_out_id;
      crowd.pressed.add(id);
      const presses = chance.isLikely(0.15) ? [person.submit(), person.submit()] : [person.submit()];
      crowd.presses += presses.length;
      const answers = await Promise.all(presses);
      if (answers.some(({ kind }) => kind === 'closed')) crowd.acknowledged.add(id);
      for (const answer of answers) {
        const expected =
          answer.kind === 'closed' ||
          (answer.kind === 'failed' && answer.text === TROUBLE_CONNECTING) ||
          (answer.kind === 'errors' && JSON.stringify(answer.errors).includes('Press the button again'));
        if (!expected) crowd.surprises.push(JSON.stringify(answer).slice(0, 300));
      }
      if (crowd.acknowledged.has(id)) {
        await sendAgain(id);
        return id;
      }
      await delay(chance.between(200, 900));
    }
    return undefined;
  }

  /** Slack may deliver the same submission once more, long after its ack. */
  async function sendAgain(id: string): Promise<void> {
    if (!chance.isLikely(0.1)) return;
    const entry = slack.log.entries.findLast(
      ({ name, delivery }) => name === 'view_submission' && JSON.stringify(delivery?.payload).includes(id),
    );
    if (entry) await slack.redeliver(entry);
  }

  const busy = Array.from({ length: people }, (_, index) => live(index));
  return crowd;
}
