/** Every id that Slack sends back to us, once. The command and callback ids also stand in the manifest. */
export const COMMAND = '/reach-out';
export const SHORTCUT_GLOBAL = 'reach_out';
export const SHORTCUT_FROM_MESSAGE = 'reach_out_from_message';

/** The step of workflows; its callback_id. */
export const FUNCTION = 'reach_out';

export const MODAL = 'reach_out';
/** Blocks of the modal beside its fields, whose names are their ids. */
export const NOTICE = 'notice';
/** What says that what was typed before is back, with the button to begin without it. */
export const TYPED_BEFORE = 'typed_before';
export const CONFIRM = 'confirm';
/** Where a conversation with the same number is open; above the questions. */
export const OPEN_THREAD = 'open_thread';
/** The earlier reach-outs to the same number; above the questions. */
export const EARLIER = 'earlier';
/** Fills the message; a field of the forms that have one. */
export const QUICK_RESPONSE = 'quick_response';
/** What was written before a quick response was filled in; each block with a number behind it. */
export const SET_ASIDE = 'set_aside';
/** What clocks show where the number may be. */
export const TIME_THERE = 'time_there';

/** What the customer reads of the chosen template, and what to know of it. */
export const PREVIEW = 'preview';

export const ACTION_MORE_OPTIONS = 'more_options';
export const ACTION_FEWER_OPTIONS = 'fewer_options';
export const ACTION_PUT_BACK = 'put_back';
export const ACTION_BEGIN_EMPTY = 'begin_empty';
export const ACTION_CANCEL = 'cancel_reach_out';
export const ACTION_TRY_AGAIN = 'try_again';
export const ACTION_STOP = 'stop_contact';
export const ACTION_TRY_BY_SMS = 'try_by_sms';
export const ACTION_SEND_NOW = 'send_now';
export const ACTION_RESCHEDULE = 'reschedule';
export const ACTION_SHOW_NUMBER = 'show_number';
export const ACTION_REPLY = 'reply';
export const ACTION_SEND_REPLY = 'send_reply';
export const ACTION_KEEP_NOTE = 'keep_note';
export const ACTION_UNDO_REPLY = 'undo_reply';
export const ACTION_CONTINUE = 'continue';
export const ACTION_APPROVE = 'approve';
export const ACTION_DECLINE = 'decline';

/** A person's Home tab: the button above all, what finds a number by its last digits, and what takes that away. */
export const HOME = 'home';
export const ACTION_NEW = 'new_reach_out';
export const LAST_DIGITS = 'last_digits';
export const ACTION_CLEAR_SEARCH = 'clear_search';

/** The form of a list, and what it has beside channel, message and conversation. */
export const MANY_MODAL = 'many';
export const FILE = 'file';
export const COLUMN = 'column';
/** Buttons at a list's message and at the one that asks for its approval; the value is the list's id. */
export const ACTION_START_LIST = 'start_list';
export const ACTION_SCHEDULE_LIST = 'schedule_list';
export const ACTION_CANCEL_LIST = 'cancel_list';
export const ACTION_PAUSE_LIST = 'pause_list';
export const ACTION_RESUME_LIST = 'resume_list';
export const ACTION_STOP_LIST = 'stop_list';
export const ACTION_APPROVE_LIST = 'approve_list';
export const ACTION_DECLINE_LIST = 'decline_list';
/** The form of the time at which a list starts, and that in which somebody says why they decline one. */
export const SCHEDULE_LIST_MODAL = 'schedule_list';
export const DECLINE_LIST_MODAL = 'decline_list';

/** The form in which somebody says why they decline, and its only field. */
export const DECLINE_MODAL = 'decline';
export const REASON = 'reason';

/** The form of a reply, and what it asks where somebody else answers for the conversation. */
export const REPLY_MODAL = 'reply';
export const CLAIMED = 'claimed';
/** The form of a place's settings, and its fields. */
export const SETTINGS_MODAL = 'settings';
export const REPLIES = 'replies';
export const DEFAULT_CHANNEL = 'default_channel';
/** The form of another time for what was scheduled; the field is named as in the big form. */
export const RESCHEDULE_MODAL = 'reschedule';
export const SEND_AT = 'send_at';
export const SHOW_NUMBER_MODAL = 'show_number';
/** What can be done beside a card's button; each option's value is `ACTION_ID:REACH_OUT_ID`. */
export const CARD_MENU = 'card_menu';

/** A person's own lists, by the words of the command. */
export const LISTS = ['status', 'stop', 'scheduled'] as const;
export type OwnListName = (typeof LISTS)[number];

export function defaultSender(channel: string): string {
  return `default_sender:${channel}`;
}

/** The block of a row in a list, by which its button is known to stand there. */
export function listRow(list: OwnListName, reachOutId: string): string {
  return `${list}:${reachOutId}`;
}

/** The block of a row in the Home tab, where one may stand in two sections. */
export function homeRow(section: string, reachOutId: string): string {
  return `${HOME}_${section}:${reachOutId}`;
}

/** The list that a block is a row of. */
export function listOf(blockId: string): OwnListName | undefined {
  const named = blockId.split(':')[0];
  return LISTS.find((list) => list === named);
}

/** The block of buttons about a reply, by which it is known. */
export function replyBlock(replyId: string): string {
  return `reply:${replyId}`;
}

export function replyIdIn(blockId: string): string | undefined {
  const [kind, id] = blockId.split(':');
  return kind === 'reply' ? id : undefined;
}
