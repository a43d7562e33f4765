import type { Chat, Question } from './chats.ts';
import type { Json } from './json.ts';
import type { ListMessage } from './lists.ts';
import { type Outside, TEAM } from './outside.ts';
import { createSignedPost } from './signed-post.ts';

/** What a person's press of the button leads to. Times in ms from when the request was sent. */
export interface Submitted {
  ackMs: number;
  repliedMs: number;
}

/** Plays Slack towards one measured process, over connections that stay open. */
export interface SlackClient {
  /** `/reach-out`, and what is typed after it; resolves when the modal is open. */
  command(text?: string): Promise<{ ackMs: number; view: Json }>;
  /** The modal sent off; resolves when the ContactId stands in the thread. */
  submit(view: Json): Promise<Submitted>;
  /** Somebody types in the thread of a chat. */
  type(chat: Chat, text: string): Promise<void>;
  /** Whoever has typed presses Send; the time until Amazon Connect has it is what counts. */
  confirm(chat: Chat, question: Question): Promise<void>;
  /** Sends the form of a list with this file and what else is filled in. */
  handIn(view: Json, file: string): Promise<void>;
  /** Presses the button of a list's message. */
  press(message: ListMessage, button: string, listId: string): Promise<void>;
  close(): Promise<void>;
}

const PEOPLE = 40;
const CONVERSATIONS = 20;
const MESSAGE =
  'Hi, this is the support team. Your order 4711 is on its way and should be with you tomorrow.';

const TYPIST = 'U0BENCH000';

/** Shared by all clients, so that every trigger and every number comes once. */
let serial = 0;

export function createSlackClient(url: string, outside: Outside, places = CONVERSATIONS): SlackClient {
  const signed = createSignedPost(url);

  const send = (form: Record<string, string>, options?: { mayUpdate: boolean }) =>
    signed.post(new URLSearchParams(form).toString(), 'application/x-www-form-urlencoded', options);

  /** Somebody presses a button of a message. */
  const press = (container: Json, action: Json) =>
    send({
      payload: JSON.stringify({
        ...{
          type: 'block_actions',
          token: 'bench',
          api_app_id: 'A0BENCH001',
          trigger_id: `${++serial}.1.bench`,
        },
        ...{ team: { id: TEAM, domain: 'bench' }, user: { id: TYPIST, username: TYPIST, team_id: TEAM } },
        ...{ container, channel: { id: container.channel_id, name: 'bench' } },
        response_url: `${outside.slackApiUrl}response`,
        actions: [{ type: 'button', ...action, action_ts: (Date.now() / 1000).toFixed(6) }],
      }),
    });

  return {
    async command(text = '') {
      const { person, conversation, trigger } = next(places);
      const opened = within(outside.viewOf(trigger), 'views.open');
      const ackMs = await send({
        ...{ token: 'bench', team_id: TEAM, team_domain: 'bench', api_app_id: 'A0BENCH001' },
        ...{ channel_id: conversation, channel_name: 'bench', user_id: person, user_name: person },
        ...{ command: '/reach-out', text, trigger_id: trigger, response_url: 'http://127.0.0.1:9/none' },
      });
      return { ackMs, view: await opened };
    },
    async submit(view) {
      const { person, trigger, phone } = next(places);
      const replied = within(outside.replyTo(phone), `the ContactId of ${phone}`);
      const sent = performance.now();
      const replying = replied.then(() => performance.now() - sent);
      const payload = {
        ...{ type: 'view_submission', token: 'bench', api_app_id: 'A0BENCH001', trigger_id: trigger },
        team: { id: TEAM, domain: 'bench' },
        user: { id: person, username: person, name: person, team_id: TEAM },
        view: { ...view, id: `V${trigger}`, team_id: TEAM, hash: '1.abc', state: { values: answers(phone) } },
        response_urls: [],
      };
      const [ackMs, repliedMs] = await Promise.all([send({ payload: JSON.stringify(payload) }), replying]);
      const contacts = outside.contactsOf(phone);
      if (contacts !== 1) throw new Error(`${phone} was contacted ${contacts} times`);
      return { ackMs, repliedMs };
    },
    async type({ place: channel, root: thread_ts }, text) {
      const ts = (Date.now() / 1000 + ++serial / 1e6).toFixed(6);
      const message = {
        type: 'message',
        channel,
        channel_type: 'channel',
        user: TYPIST,
        text,
        ts,
        thread_ts,
      };
      const envelope = { type: 'event_callback', token: 'bench', team_id: TEAM, api_app_id: 'A0BENCH001' };
      const body = { ...envelope, event: { ...message, event_ts: ts }, event_id: `Ev${serial}` };
      await signed.post(JSON.stringify(body), 'application/json');
    },
    async confirm({ place, root }, { replyBlock: block_id, reachOutId: value }) {
      const message_ts = (Date.now() / 1000).toFixed(6);
      const container = {
        type: 'message',
        message_ts,
        channel_id: place,
        thread_ts: root,
        is_ephemeral: true,
      };
      await press(container, { action_id: 'send_reply', block_id, value });
    },
    async handIn(view, file) {
      const chosen = { type: 'file_input', files: [{ id: file, name: 'customers.csv' }] };
      const { phone: _, ...values } = answers('');
      const state = { values: { ...values, file: { file: chosen } } };
      const payload = {
        ...{
          type: 'view_submission',
          token: 'bench',
          api_app_id: 'A0BENCH001',
          trigger_id: `${++serial}.1.bench`,
        },
        ...{ team: { id: TEAM, domain: 'bench' }, user: { id: TYPIST, username: TYPIST, team_id: TEAM } },
        view: { ...view, id: `V${serial}`, team_id: TEAM, hash: '1.abc', state },
        response_urls: [],
      };
      await send({ payload: JSON.stringify(payload) }, { mayUpdate: true });
    },
    async press({ place, ts }, action_id, value) {
      const container = { type: 'message', message_ts: ts, channel_id: place };
      await press(container, { action_id, block_id: 'list', value });
    },
    close: () => signed.close(),
  };
}

function next(places: number) {
  const number = ++serial;
  return {
    person: `U0BENCH${String(number % PEOPLE).padStart(3, '0')}`,
    conversation: `C0BENCH${String(number % places).padStart(3, '0')}`,
    trigger: `${number}.1.bench`,
    phone: `+1206${2_220_000 + number}`,
  };
}

/** Each input's block_id is its action_id. */
function answers(phone: string): Json {
  const written = (value: string) => ({ type: 'plain_text_input', value });
  const sms = { text: { type: 'plain_text', text: 'SMS', emoji: true }, value: 'sms' };
  return {
    phone: { phone: written(phone) },
    channel: { channel: { type: 'radio_buttons', selected_option: sms } },
    message: { message: written(MESSAGE) },
  };
}

const PATIENCE_MS = 30_000;

async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${PATIENCE_MS} ms for ${what}`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
