import type { Message } from '../../src/sandbox/slack/index.ts';
import { textOf } from '../support/steps.ts';
import type { Stage } from './stage.ts';
import { buttonsOf, type Talks, type Written } from './talks.ts';

/** What became of what was said and written, counted by what people read in Slack and what is on the customers' phones. */
export interface TalkTally {
  said: number;
  shown: number;
  /** Said where the chat was over before anybody listened: nobody can know of it. */
  unheard: number;
  /** Without the notes. */
  written: number;
  confirmed: number;
  ended: Record<'accepted' | 'refused' | 'unknown' | 'stayed', number>;
  /** A customer's words that are not shown, or a confirmed message that is told to be accepted and is not there. */
  lost: string[];
  /** Shown twice, or twice on a phone. */
  doubled: string[];
  /** Confirmed, and nothing tells what became of it. */
  silent: string[];
  /** On a phone, and not meant for it; or told not to have been sent. */
  leaked: string[];
}

type End = keyof TalkTally['ended'];

export function tallyTalks(stage: Stage, talks: Talks): TalkTally {
  const { connect } = stage;
  const result: TalkTally = {
    ...{ said: talks.said.length, shown: 0, unheard: 0, written: 0, confirmed: 0 },
    ended: { accepted: 0, refused: 0, unknown: 0, stayed: 0 },
    ...{ lost: [], doubled: [], silent: [], leaked: [] },
  };
  const { timesShown, formed, threads } = readSlack(stage);
  const onPhone = readPhones(stage);

  for (const { contactId, text } of talks.said) {
    const times = timesShown.get(text) ?? 0;
    if (times > 0) result.shown += 1;
    if (times > 1) result.doubled.push(`${text} shown ${times} times`);
    if (times > 0) continue;
    const isOver = connect.contact(contactId)?.state === 'ended';
    if (isOver && !stage.streamed.has(text)) result.unheard += 1;
    else result.lost.push(`${text} not shown (${contactId})`);
  }

  const known = new Set(talks.written.map(({ text }) => text));
  for (const [text, times] of onPhone) {
    if (!known.has(text)) result.leaked.push(`${text} on a phone, and nobody wrote it`);
    if (times > 1) result.doubled.push(`${text} ${times} times on a phone`);
  }
  for (const text of timesShown.keys())
    if (known.has(text)) result.doubled.push(`${text} shown as if another had written it`);
  for (const one of talks.written) {
    const isThere = onPhone.has(one.text);
    if (isThere && !one.mayGo) result.leaked.push(`${one.text} was not to go`);
    if (!one.mayGo) continue;
    result.written += 1;
    const isConfirmed = talks.isConfirmed(one);
    if (isConfirmed) result.confirmed += 1;
    const end = endOf(one);
    if (end) result.ended[end] += 1;
    if (isConfirmed && !end) result.silent.push(`${one.text} (${one.contactId})`);
    if (end === 'accepted' && !isThere) result.lost.push(`${one.text} accepted, and not on the phone`);
    if (isThere && (end === 'refused' || end === 'stayed'))
      result.leaked.push(`${one.text} ${end}, and yet on the phone`);
  }
  return result;

  function endOf(one: Written): End | undefined {
    const { place, root, ts, replyId, by, askedAt } = one;
    const thread = threads.get(`${place} ${root}`) ?? [];
    const message = replyId ? formed.get(replyId) : thread.find((reply) => reply.ts === ts);
    const marks = (message?.reactions ?? []).map(({ name }) => name);
    if (marks.includes('postbox')) return 'accepted';
    const told = thread.filter(({ visible_to }) => visible_to === by).map(textOf);
    if (marks.includes('warning'))
      return told.some((text) => text.includes("We don't know whether")) ? 'unknown' : 'refused';
    const asked = thread.find((reply) => reply.ts === askedAt);
    // Slack took the press, and the question has its buttons as before: nobody was told that it goes.
    if (asked && buttonsOf(asked).includes('send_reply')) return 'stayed';
    const after = thread.filter((reply) => reply.visible_to === by && reply.ts > (ts ?? ''));
    return after.some((reply) => /stay(?:ed|s) in Slack/.test(textOf(reply))) ? 'stayed' : undefined;
  }
}

/** How often each text is shown as what somebody else said, the replies of the form, and what stands in each thread. */
function readSlack({ slack }: Stage) {
  const timesShown = new Map<string, number>();
  const formed = new Map<string, Message>();
  const threads = new Map<string, Message[]>();
  for (const conversation of slack.workspace.conversations.keys()) {
    for (const message of slack.messages(conversation)) {
      const key = `${conversation} ${message.thread_ts}`;
      if (message.thread_ts) threads.set(key, [...(threads.get(key) ?? []), message]);
      const part = String(message.metadata?.event_payload.part);
      if (part.startsWith('reply:')) formed.set(part.slice('reply:'.length), message);
      if (!part.startsWith('message:')) continue;
      for (const [text] of JSON.stringify(message.blocks).matchAll(/(?:said|written)-\d+-/g))
        timesShown.set(text, (timesShown.get(text) ?? 0) + 1);
    }
  }
  return { timesShown, formed, threads };
}

/** How often each text that we sent is on a phone. */
function readPhones({ connect }: Stage): Map<string, number> {
  const times = new Map<string, number>();
  for (const { channel, transcript } of connect.contacts()) {
    if (channel !== 'CHAT') continue;
    for (const { from, content } of transcript)
      if (from === 'CUSTOM_BOT') times.set(content, (times.get(content) ?? 0) + 1);
  }
  return times;
}
