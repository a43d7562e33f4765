import { setTimeout as delay } from 'node:timers/promises';
import { replyIdOf } from '../../src/domain/reply/typed-message.ts';
import { ActionNotPossible } from '../../src/sandbox/connect/index.ts';
import { elementsOf } from '../../src/sandbox/slack/block-kit/elements.ts';
import { ImpossibleAction, type Message, type Person } from '../../src/sandbox/slack/index.ts';
import { textOf } from '../support/steps.ts';
import type { Chance } from './random.ts';
import { CONVERSATIONS, conversationId, type Stage, TALKERS, talkerId } from './stage.ts';

/** What a customer wrote. */
export interface Said {
  contactId: string;
  text: string;
}

/** What somebody wrote in a thread, or in the form of a reply. */
export interface Written {
  contactId: string;
  /** As the customer would get it. */
  text: string;
  by: string;
  /** It may be with the customer: its writer has sent it, or it goes without asking. */
  mayGo: boolean;
  /** Its writer was told that this is done: Slack's way of saying that it is not lost. */
  isConfirmed: boolean;
  /** It goes without asking, and so is confirmed once Slack was told that it is taken. */
  goesUnasked: boolean;
  /** The place, the thread, and the message: what was typed, or nothing yet for what was written in the form. */
  place: string;
  root: string;
  ts?: string;
  /** The form's. */
  replyId?: string;
  /** The private question about it. */
  askedAt?: string;
}

export interface Talks {
  said: Said[];
  written: Written[];
  isTalk(contactId: string): boolean;
  isConfirmed(one: Written): boolean;
  /** No new ones; those begun are seen through. */
  stop(): Promise<void>;
}

/** Somebody waits no longer for a question, which Slack may have sent on thrice. */
const ANSWER_MS = 6_000;
const PRESSES = 25;

/** A chat that somebody may talk in. */
interface Chat {
  contactId: string;
  reachOutId: string;
  place: string;
  root: string;
}

const NOTES = ['note:', 'private:', ';;', ':mute:', String.raw`\\`];

/**
 * Customers write back, and people answer them: they type and press Send or Keep as note, type where all that is typed
 * goes, undo that, use the form, and write notes, which are for nobody else.
 */
export function talkIn(stage: Stage, { chance, talkers }: { chance: Chance; talkers: number }): Talks {
  const { slack, connect } = stage;
  const said: Said[] = [];
  const written: Written[] = [];
  const chosen = new Map<string, string>();
  const waiting: Chat[] = [];
  /** Typed messages that Slack heard were taken. */
  const acked = new Set<string>();
  /** Private messages, by who sees them in which thread. */
  const whispers = new Map<string, Message[]>();
  /** Places where all that is typed goes: maybe, and surely. */
  const mayBeSending = new Set<string>();
  const sending = new Set<string>();
  let going = true;
  let serial = 0;

  connect.subscribe((change) => {
    if (change.type !== 'contact' || change.action !== 'start' || change.contact.channel !== 'CHAT') return;
    if (!going || waiting.length > talkers || !chance.isLikely(0.6)) return;
    const { id, clientToken = '' } = change.contact;
    chosen.set(id, clientToken);
    void customer(id);
  });
  slack.subscribe((change) => {
    if (change.type === 'ephemeral_posted') {
      const key = `${change.user} ${change.message.thread_ts}`;
      whispers.set(key, [...(whispers.get(key) ?? []), change.message]);
    }
    if (change.type === 'request_logged' && change.entry.name === 'message' && change.entry.status === 200) {
      const { event } = (change.entry.body ?? {}) as { event?: { ts?: string } };
      if (event?.ts) acked.add(event.ts);
    }
    if (change.type !== 'message_posted') return;
    const { metadata, thread_ts: root, conversation: place } = change.message;
    const { part, reach_out_id } = metadata?.event_payload ?? {};
    const [contactId, reachOutId] = [...chosen].find(([, token]) => token === reach_out_id) ?? [];
    if (part === 'contact_id' && contactId && reachOutId && root) {
      chosen.set(contactId, '');
      waiting.push({ contactId, reachOutId, place, root });
    }
  });

  async function customer(contactId: string): Promise<void> {
    for (let left = chance.between(1, 5); left > 0; left--) {
      await delay(chance.between(20, 1_200));
      serial += 1;
      const text = `said-${serial}-`;
      try {
        connect.world.customerReply(contactId, text);
        said.push({ contactId, text });
      } catch (error) {
        if (!(error instanceof ActionNotPossible)) throw error;
        return;
      }
    }
  }

  async function live(index: number): Promise<void> {
    const person = slack.as(talkerId(index));
    for (let place = index; place < CONVERSATIONS; place += talkers)
      if (place % 2 === 1) await chooseSending(person, conversationId(place));
    while (going) {
      const chat = waiting.shift();
      if (chat) await talk(person, chat);
      else await delay(20);
    }
  }

  async function chooseSending(person: Person, place: string): Promise<void> {
    for (let tries = 0; tries < PRESSES && going; tries++) {
      try {
        await person.command(place, '/reach-out settings');
        await slack.waitFor(() => person.view, { timeoutMs: 1_000 });
        await person.choose('replies', 'send');
        mayBeSending.add(place);
        if ((await person.submit()).kind === 'closed') return void sending.add(place);
      } catch {
        // The app is away just now.
      }
      await person.close({ all: true }).catch(() => {});
      await delay(chance.between(100, 500));
    }
  }

  async function talk(person: Person, chat: Chat): Promise<void> {
    for (let left = chance.between(1, 4); left > 0; left--) {
      await delay(chance.between(0, 300));
      const kind = chance.next();
      if (kind < 0.25) note(person, chat);
      else if (kind < 0.8) await type(person, chat);
      else await answerByForm(person, chat);
    }
    if (chance.isLikely(0.5)) return;
    await delay(chance.between(0, 1_000));
    try {
      connect.act(chat.contactId, { type: 'endByFlow' });
    } catch (error) {
      if (!(error instanceof ActionNotPossible)) throw error;
    }
  }

  function write(person: Person, { contactId, place, root }: Chat, mark = ''): Written {
    serial += 1;
    const one: Written = {
      ...{ contactId, place, root, by: person.id, text: `${mark}written-${serial}-` },
      ...{ mayGo: false, isConfirmed: false, goesUnasked: false },
    };
    written.push(one);
    return one;
  }

  function note(person: Person, chat: Chat): void {
    const one = write(person, chat, `${chance.shuffled(NOTES)[0]} `);
    one.ts = person.post(chat.place, one.text, { threadTs: chat.root, raw: true }).ts;
  }

  async function type(person: Person, chat: Chat): Promise<void> {
    const one = write(person, chat);
    one.mayGo = mayBeSending.has(chat.place);
    one.goesUnasked = sending.has(chat.place);
    const { ts } = person.post(chat.place, one.text, { threadTs: chat.root });
    one.ts = ts;
    const told = await toldAbout(one);
    if (!told) return;
    if (buttonsOf(told).includes('undo_reply')) return undo(person, one, told);
    if (!buttonsOf(told).includes('send_reply')) return;
    one.askedAt = told.ts;
    const choice = chance.next();
    if (choice < 0.75) {
      one.mayGo = true;
      one.isConfirmed = await press(person, 'send_reply', told, 'On its way');
    } else if (choice < 0.9) await press(person, 'keep_note', told, 'Kept in Slack');
  }

  /** The private question about a message, or that it goes. */
  function toldAbout({ by, root, place, ts = '' }: Written): Promise<Message | undefined> {
    const probe = () =>
      whispers.get(`${by} ${root}`)?.find((message) => isAbout(message, replyIdOf(place, ts)));
    return slack.waitFor(probe, { timeoutMs: ANSWER_MS }).catch(() => undefined);
  }

  async function undo(person: Person, one: Written, told: Message): Promise<void> {
    if (!chance.isLikely(0.3)) return;
    // Whoever hears nothing of it looks at the mark.
    one.goesUnasked = false;
    await press(person, 'undo_reply', told, 'Kept in Slack');
    const isKept = () => textOf(told).includes('Kept in Slack');
    await slack.waitFor(isKept, { timeoutMs: 1_000 }).catch(() => {});
    if (isKept()) one.mayGo = false;
  }

  /** Until Slack says that it is done, or the message does. */
  async function press(person: Person, button: string, message: Message, done: string): Promise<boolean> {
    const { conversation, ts } = message;
    for (let tries = 0; tries < PRESSES; tries++) {
      try {
        if ((await person.press(button, { conversation, ts })).kind === 'acknowledged') return true;
      } catch (error) {
        if (!(error instanceof ImpossibleAction)) throw error;
        return textOf(message).includes(done);
      }
      await delay(chance.between(100, 600));
    }
    return false;
  }

  async function answerByForm(person: Person, chat: Chat): Promise<void> {
    const heard = slack
      .thread(chat.place, chat.root)
      .find((message) => buttonsOf(message).includes('reply') && !message.visible_to);
    if (!heard || !(await openForm(person, heard))) return;
    const one = write(person, chat);
    for (let tries = 0; tries < PRESSES && person.view; tries++) {
      one.replyId ??= JSON.parse(String(person.view.definition.private_metadata)).reply_id;
      await person.fill('message', one.text).catch(() => {});
      one.mayGo = true;
      const sent = await person.submit();
      if (sent.kind === 'closed') {
        one.isConfirmed = true;
        return;
      }
      // What it can't take now, it has not stored before either.
      const isRefused = sent.kind === 'errors' && /Not sent/.test(JSON.stringify(sent.errors));
      if (isRefused) one.mayGo = false;
      if (isRefused || sent.kind === 'updated') break;
      await delay(chance.between(100, 600));
    }
    await person.close({ all: true }).catch(() => {});
  }

  async function openForm(person: Person, { conversation, ts }: Message): Promise<boolean> {
    for (let tries = 0; tries < 5; tries++) {
      await person.press('reply', { conversation, ts });
      const view = await slack.waitFor(() => person.view, { timeoutMs: 1_000 }).catch(() => undefined);
      if (view?.definition.callback_id === 'reply') return true;
      await person.close({ all: true }).catch(() => {});
    }
    return false;
  }

  const busy = Array.from({ length: Math.min(TALKERS, talkers) }, (_, index) => live(index));
  return {
    said,
    written,
    isTalk: (contactId) => chosen.has(contactId),
    isConfirmed: ({ isConfirmed, goesUnasked, ts = '' }) => isConfirmed || (goesUnasked && acked.has(ts)),
    async stop() {
      going = false;
      await Promise.all(busy);
    },
  };
}

function isAbout({ blocks = [] }: Message, replyId: string): boolean {
  return elementsOf(blocks).some(({ blockId }) => blockId.includes(replyId));
}

export function buttonsOf({ blocks = [] }: Pick<Message, 'blocks'>): string[] {
  return elementsOf(blocks).map(({ actionId }) => actionId);
}
