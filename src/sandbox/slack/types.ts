import type { Json } from './json.ts';

/*
 * The words of the simulated workspace. Property names are Slack's own wherever Slack has one, so that what is
 * stored can be compared with what its documentation says. `ts` is Slack's message id: seconds and microseconds.
 */

export type Team = {
  id: string;
  name: string;
  domain: string;
  /** The organization (Enterprise Grid) that it belongs to, or that it stands for. */
  enterprise?: { id: string; name: string };
  /** The app is in all of that organization: then this is that as a whole, and its people say of which workspace they are. */
  isOrgWide?: boolean;
};

/** The app that is installed in the workspace: its ids and its bot user. */
export type InstalledApp = { id: string; name: string; bot_id: string; bot_user_id: string };

export type PersonRecord = {
  id: string;
  team_id: string;
  /** The handle, as in `user_name` of a slash command. */
  name: string;
  real_name: string;
  /** IANA time zone. */
  tz: string;
  /** IETF tag, given by users.info only with `include_locale`. */
  locale: string;
  is_admin?: boolean;
  /** A guest of several channels. */
  is_restricted?: boolean;
  /** A guest of one channel. */
  is_ultra_restricted?: boolean;
  is_bot?: boolean;
  /** Deactivated. */
  deleted?: boolean;
  /** In Enterprise Grid: the organization's id of the person, and every workspace of theirs. */
  enterprise_user?: { id: string; enterprise_id: string; enterprise_name: string; teams: string[] };
};

export type UserGroup = { id: string; handle: string; name: string; users: string[] };

export type ConversationKind = 'public' | 'private' | 'im' | 'mpim';

export type Conversation = {
  id: string;
  kind: ConversationKind;
  /** Empty for direct messages. */
  name: string;
  /** User ids; the app is a member when its bot user is. */
  members: string[];
  is_archived?: boolean;
  /** Shared with another organisation (Slack Connect). */
  is_ext_shared?: boolean;
  /** Another organisation is invited, and hasn't accepted yet. */
  is_pending_ext_shared?: boolean;
};

export type Reaction = { name: string; users: string[] };

export type MessageMetadata = { event_type: string; event_payload: Json };

export type Message = {
  ts: string;
  conversation: string;
  user: string;
  text: string;
  bot_id?: string;
  app_id?: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: MessageMetadata;
  thread_ts?: string;
  reply_broadcast?: boolean;
  edited?: { user: string; ts: string };
  reactions?: Reaction[];
  /** Set for an ephemeral message: the only person who sees it. */
  visible_to?: string;
  /** A deleted message that had replies stays as a tombstone. */
  subtype?: 'tombstone' | 'bot_message' | 'me_message' | 'file_share' | 'channel_join';
  files?: Json[];
  client_msg_id?: string;
};

/** What one element holds, in the form that `view.state.values` gives to the app. */
export type ElementValue = Json & { type: string };

/** block_id → action_id → value. */
export type StateValues = Record<string, Record<string, ElementValue>>;

/** A modal that is open before a person, or the Home tab that was published for them. */
export type OpenView = {
  id: string;
  user: string;
  type: 'modal' | 'home';
  /** The view as the app gave it, with the block and action ids that Slack filled in. */
  definition: Json;
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
  external_id: string;
  /** The conversation where the person was, for `default_to_current_conversation`. */
  opened_from?: string;
  values: StateValues;
  /** What stands in red under the inputs: block_id → text. */
  errors: Record<string, string>;
  /** What Slack itself says in the modal, such as the failure to reach the app. */
  notice?: string;
};

/** One run of a workflow's step in the app. */
export type StepRun = {
  /** Slack's function_execution_id. */
  id: string;
  callbackId: string;
  /** The token that came with it. */
  token: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  startedBy?: string;
  isRunning: boolean;
};

export type StoredFile = {
  id: string;
  name: string;
  title: string;
  /** Who has uploaded it. */
  user: string;
  /** Seconds since the epoch. */
  created: number;
  /** In base64. */
  content: string;
  shares: { conversation: string; ts: string; thread_ts?: string }[];
  /** It was given to the app in a modal. */
  isForApp?: boolean;
  isDeleted?: boolean;
};

/** Everything that survives a restart; plain JSON. */
export type WorkspaceState = {
  team: Team;
  app: InstalledApp;
  people: PersonRecord[];
  userGroups: UserGroup[];
  conversations: Conversation[];
  messages: Message[];
  views: Record<string, OpenView[]>;
  homes: Record<string, OpenView>;
  steps?: StepRun[];
  files?: StoredFile[];
  /** Numbers of the last ids and of the last ts, so that none is given twice. */
  sequence: { id: number; lastTsMicroseconds: number };
};
