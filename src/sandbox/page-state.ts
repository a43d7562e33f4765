import type { SandboxChange, SandboxState } from './page-api.ts';
import type { Conversation, Message } from './slack/index.ts';

const KEPT_CONTACT_EVENTS = 500;
const KEPT_CHAT_MESSAGES = 500;
export const KEPT_NOTICES = 50;

/** The state after a change; shares with the one before whatever did not change. */
export function applyChange(before: SandboxState, change: SandboxChange, seq: number): SandboxState {
  if (change.type === 'state') return change.state;
  return { ...before, ...changed(before, change), seq };
}

function changed(
  state: SandboxState,
  change: Exclude<SandboxChange, { type: 'state' }>,
): Partial<SandboxState> {
  switch (change.type) {
    case 'message': {
      const { conversation } = change.message;
      const list = putMessage(state.messages[conversation] ?? [], change.message);
      return { messages: { ...state.messages, [conversation]: list } };
    }
    case 'messageDeleted': {
      const list = (state.messages[change.conversation] ?? []).filter(({ ts }) => ts !== change.ts);
      return { messages: { ...state.messages, [change.conversation]: list } };
    }
    case 'modals': {
      const { [change.user]: _before, ...others } = state.modals;
      return { modals: change.views.length > 0 ? { ...others, [change.user]: change.views } : others };
    }
    case 'home':
      return { homes: { ...state.homes, [change.user]: change.view } };
    case 'conversation':
      return { conversations: put(state.conversations, change.conversation, ({ id }) => id) };
    case 'notice':
      return { notices: [...state.notices, change.notice].slice(-KEPT_NOTICES) };
    case 'noticeDismissed':
      return { notices: state.notices.filter(({ id }) => id !== change.id) };
    case 'contact':
      return { contacts: put(state.contacts, change.card, ({ contact }) => contact.id) };
    case 'contactEvent':
      return { contactEvents: [...state.contactEvents, change.event].slice(-KEPT_CONTACT_EVENTS) };
    case 'chatMessage':
      return { chatMessages: [...state.chatMessages, change.message].slice(-KEPT_CHAT_MESSAGES) };
    case 'faults':
      return { faults: change.faults };
    case 'mistakes':
      return { mistakes: change.mistakes };
    case 'settings':
      return { settings: change.settings };
    case 'queue':
      return { queue: change.queue };
    case 'clock':
      return { turnedMs: change.turnedMs };
    case 'app':
      return { app: change.app };
    case 'request':
    case 'requestsCleared':
      return {};
  }
}

/** Most changes concern the newest messages, so the search is from the end. */
function putMessage(list: Message[], message: Message): Message[] {
  const index = list.findLastIndex(({ ts }) => ts === message.ts);
  return index < 0 ? [...list, message] : list.with(index, message);
}

function put<T>(list: T[], item: T, keyOf: (item: T) => string): T[] {
  const index = list.findIndex((one) => keyOf(one) === keyOf(item));
  return index < 0 ? [...list, item] : list.with(index, item);
}

/** The conversations that a person is in; public ones that they could join are the others. */
export function conversationsOf(
  { conversations }: Pick<SandboxState, 'conversations'>,
  user: string,
): Conversation[] {
  return conversations.filter(({ members }) => members.includes(user));
}

export function joinableBy({ conversations }: SandboxState, user: string): Conversation[] {
  return conversations.filter(
    ({ kind, members, is_archived }) => kind === 'public' && !is_archived && !members.includes(user),
  );
}

/** What a person sees of a conversation itself, without the replies in threads. */
export function messagesFor({ messages }: SandboxState, conversation: string, user: string): Message[] {
  return (messages[conversation] ?? []).filter(
    (message) => isVisible(message, user) && (isHead(message) || message.reply_broadcast === true),
  );
}

/** A thread with its head first, as a person sees it. */
export function threadFor(
  { messages }: SandboxState,
  conversation: string,
  ts: string,
  user: string,
): Message[] {
  return (messages[conversation] ?? []).filter(
    (message) => isVisible(message, user) && (message.ts === ts || message.thread_ts === ts),
  );
}

function isVisible({ visible_to }: Message, user: string): boolean {
  return visible_to === undefined || visible_to === user;
}

function isHead({ ts, thread_ts }: Message): boolean {
  return thread_ts === undefined || thread_ts === ts;
}
