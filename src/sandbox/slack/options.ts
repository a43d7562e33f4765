import type { RequestListener } from 'node:http';
import { type AppFunction, readFunctions } from './functions.ts';
import { isJson, type Json, objectAt, objectsAt, stringAt } from './json.ts';
import { defaultSeed } from './seed.ts';
import type { WorkspaceState } from './types.ts';

export type SimulatedSlackOptions = {
  /** Port on 127.0.0.1; 0 (the default) takes a free one. */
  port?: number;
  /** The workspace at the start: `defaultSeed()` changed at will, or an earlier `snapshot()`. */
  state?: WorkspaceState;
  botToken?: string;
  /** App-level token for Socket Mode. */
  appToken?: string;
  signingSecret?: string;
  /** App configuration token of whoever may change the app. */
  configToken?: string;
  /** Scopes of the app-level token; connections:write by default. */
  appTokenScopes?: readonly string[];
  /** The app's manifest, parsed. Its scopes, commands, shortcuts and event subscriptions are then in force. */
  manifest?: unknown;
  /** Bot scopes in force; overrides the manifest's. Without either, all but chat:write.public are granted. */
  scopes?: readonly string[];
  /** Bot events that are delivered; overrides the manifest's. Without either, every event is. */
  events?: readonly string[];
  /** The app's request URL for HTTP mode; `deliverTo` sets it later. */
  requestUrl?: string;
  /** Milliseconds since the epoch; Date.now by default. Triggers, response_urls and ts go by it. */
  now?: () => number;
  /** The same for signatures; as `now` by default. */
  signatureNow?: () => number;
  /** How long the app has to acknowledge, milliseconds; Slack's 3,000 by default. */
  ackDeadlineMs?: number;
  /** Waits before the three redeliveries of an event, milliseconds; Slack's 0, 60,000 and 300,000 by default. */
  eventRetryDelaysMs?: readonly number[];
  /** Every Web API answer comes this many milliseconds late; 0 by default. */
  latencyMs?: number;
  /** Refuse more than one chat.postMessage a second in one conversation with 429; off by default. */
  strictPostRate?: boolean;
  /** Answers HTTP requests to all other paths than Slack's own, such as a page about the workspace. */
  otherPaths?: RequestListener;
  /** Requests kept in the log; 2,000 by default. */
  keepRequests?: number;
  /** Messages kept in each conversation; 10,000 by default. */
  keepMessages?: number;
};

export type ResolvedOptions = {
  port: number;
  state: WorkspaceState;
  botToken: string;
  appToken: string;
  signingSecret: string;
  configToken: string;
  appTokenScopes: readonly string[];
  /** What the app's settings are at first; undefined without a manifest. */
  manifest: Json | undefined;
  /** undefined: everything is granted. */
  scopes: ReadonlySet<string> | undefined;
  events: ReadonlySet<string> | undefined;
  /** Slash commands that are known; undefined: all. */
  commands: ReadonlySet<string> | undefined;
  /** callback_ids of shortcuts by their type; undefined: all. */
  shortcuts: ReadonlySet<string> | undefined;
  /** Steps for workflows by callback_id; undefined: all, whatever they take. */
  functions: ReadonlyMap<string, AppFunction> | undefined;
  /** Whether the app has a Home tab, and whether people can write to it; without a manifest, both. */
  appHome: { hasHome: boolean; takesMessages: boolean };
  requestUrl: string | undefined;
  now: () => number;
  signatureNow: () => number;
  ackDeadlineMs: number;
  eventRetryDelaysMs: readonly number[];
  latencyMs: number;
  /** Slack's clock before the machine's, in ms, by which answers are dated. */
  clockAheadMs: number;
  strictPostRate: boolean;
  otherPaths: RequestListener | undefined;
  keepRequests: number;
  keepMessages: number;
};

export function resolveOptions(options: SimulatedSlackOptions): ResolvedOptions {
  const { state, scopes, events, manifest } = options;
  const own = isJson(manifest) ? manifest : undefined;
  const declared = own && readManifest(own);
  return {
    port: options.port ?? 0,
    state: state ?? defaultSeed(),
    botToken: options.botToken ?? 'xoxb-sandbox-bot-token',
    appToken: options.appToken ?? 'xapp-sandbox-app-token',
    signingSecret: options.signingSecret ?? 'sandbox-signing-secret',
    configToken: options.configToken ?? 'xoxe.xoxp-1-sandbox-config-token',
    appTokenScopes: options.appTokenScopes ?? ['connections:write'],
    manifest: own,
    scopes: scopes ? new Set(scopes) : declared?.scopes,
    events: events ? new Set(events) : declared?.events,
    commands: declared?.commands,
    shortcuts: declared?.shortcuts,
    functions: declared?.functions,
    appHome: declared?.appHome ?? { hasHome: true, takesMessages: true },
    requestUrl: options.requestUrl,
    now: options.now ?? Date.now,
    signatureNow: options.signatureNow ?? options.now ?? Date.now,
    ackDeadlineMs: options.ackDeadlineMs ?? 3_000,
    eventRetryDelaysMs: options.eventRetryDelaysMs ?? [0, 60_000, 300_000],
    latencyMs: options.latencyMs ?? 0,
    clockAheadMs: 0,
    strictPostRate: options.strictPostRate ?? false,
    otherPaths: options.otherPaths,
    keepRequests: options.keepRequests ?? 2_000,
    keepMessages: options.keepMessages ?? 10_000,
  };
}

/** Changes the app's settings. What it may do stays what was granted, until it is installed again. */
export function changeManifest(options: ResolvedOptions, manifest: Json): void {
  const { scopes: _, ...declared } = readManifest(manifest);
  Object.assign(options, declared, { manifest });
}

/** Grants the scopes that the app's settings ask for. */
export function installAgain(options: ResolvedOptions): void {
  if (options.manifest) options.scopes = readManifest(options.manifest).scopes;
}

function readManifest(manifest: Json) {
  const features = objectAt(manifest, 'features');
  const oauth = objectAt(objectAt(manifest, 'oauth_config'), 'scopes');
  const home = objectAt(features, 'app_home');
  const subscriptions = objectAt(objectAt(manifest, 'settings'), 'event_subscriptions');
  const named = (key: string, name: string) =>
    new Set(objectsAt(features, key).flatMap((one) => stringAt(one, name) ?? []));
  return {
    scopes: new Set(strings(oauth?.bot)),
    events: new Set(strings(subscriptions?.bot_events)),
    commands: named('slash_commands', 'command'),
    shortcuts: named('shortcuts', 'callback_id'),
    functions: readFunctions(manifest),
    appHome: {
      hasHome: home?.home_tab_enabled === true,
      takesMessages: home?.messages_tab_enabled === true && home.messages_tab_read_only_enabled !== true,
    },
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
