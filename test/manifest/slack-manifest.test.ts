import { describe, expect, test } from '@jest/globals';
import { CHANNEL_NAMES } from '../../src/domain/channels/registry.ts';
import { stepInputs } from '../../src/domain/intake/step-inputs.ts';
import { COMMAND, FUNCTION, SHORTCUT_FROM_MESSAGE, SHORTCUT_GLOBAL } from '../../src/views/ids.ts';
import { readJson } from './read-json.ts';

type Manifest = {
  display_information: {
    name: string;
    description: string;
    long_description: string;
    background_color: string;
  };
  features: {
    app_home: Record<string, boolean>;
    bot_user: { display_name: string };
    shortcuts: { name: string; type: string; callback_id: string; description: string }[];
    slash_commands: { command: string; url?: string; description: string; usage_hint: string }[];
  };
  oauth_config: { scopes: { bot: string[]; user?: string[] } };
  settings: {
    interactivity: { is_enabled: boolean; request_url?: string; message_menu_options_url?: string };
    event_subscriptions?: { request_url?: string; bot_events: string[] };
    org_deploy_enabled: boolean;
    function_runtime: string;
    socket_mode_enabled: boolean;
    token_rotation_enabled: boolean;
  };
  functions: Record<
    string,
    {
      title: string;
      description: string;
      input_parameters: Record<string, Parameter>;
      output_parameters: Record<string, Parameter>;
    }
  >;
};

type Parameter = {
  type: string;
  name: string;
  title: string;
  description: string;
  is_required: boolean;
  enum?: string[];
  choices?: { value: string; title: string }[];
};

const socket = readJson<Manifest>('manifest/manifest.json');
const http = readJson<Manifest>('manifest/manifest.http.json');
const conversationsSocket = readJson<Manifest>('manifest/manifest.conversations.json');
const conversationsHttp = readJson<Manifest>('manifest/manifest.conversations.http.json');
const all: [file: string, manifest: Manifest, hasConversations: boolean][] = [
  ['manifest.json', socket, false],
  ['manifest.http.json', http, false],
  ['manifest.conversations.json', conversationsSocket, true],
  ['manifest.conversations.http.json', conversationsHttp, true],
];

/** Why the app asks for each scope. One that is not here is not asked for. */
const SCOPES: Record<string, string> = {
  commands: 'the slash command and the shortcuts',
  'chat:write': 'chat.postMessage, chat.update, chat.delete, chat.postEphemeral',
  'users:read': 'users.info: guest, bot or of another team; locale',
  'usergroups:read': 'usergroups.users.list: groups in REACH_OUT_ALLOWED_USERS',
  'channels:read': 'conversations.info: is the app a member',
  'groups:read': 'conversations.info in private channels',
  'im:read': 'conversations.info in direct messages',
  'mpim:read': 'conversations.info in group direct messages',
  'channels:history': 'conversations.history and .replies: find a post whose outcome is unknown',
  'groups:history': 'the same in private channels',
  'im:history': 'the same in direct messages with the app',
  'mpim:history': 'the same in group direct messages',
  'files:read': 'file_input, files.info and the download: a list that is chosen in a form',
  'files:write': 'files.completeUploadExternal: what became of a list, in its thread',
};

/** The same for conversations; `*:history` then lets the `message.*` events in as well. */
const CONVERSATION_SCOPES: Record<string, string> = {
  'reactions:read': 'reaction_added, reaction_removed: a raised hand at a card',
  'reactions:write': 'reactions.add: the mark at what Amazon Connect has accepted',
};

/** What Slack tells an app of itself and of its steps, and what it needs no scope for. */
const OWN_EVENTS = ['app_home_opened', 'app_uninstalled', 'tokens_revoked', 'function_executed'];

/** Each with the scope that it takes. Source: Slack, Events API reference. */
const CONVERSATION_EVENTS: Record<string, string> = {
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
};

/** Slack refuses a manifest as a whole when one of these is too short or too long. */
const lengths = (manifest: Manifest): [field: string, text: string, min: number, max: number][] => [
  ['name', manifest.display_information.name, 1, 35],
  ['description', manifest.display_information.description, 1, 140],
  ['long_description', manifest.display_information.long_description, 175, 4000],
  ['bot display_name', manifest.features.bot_user.display_name, 1, 80],
  ...manifest.features.shortcuts.flatMap((shortcut): [string, string, number, number][] => [
    [`${shortcut.type} shortcut name`, shortcut.name, 1, 24],
    [`${shortcut.type} shortcut description`, shortcut.description, 1, 150],
    [`${shortcut.type} shortcut callback_id`, shortcut.callback_id, 1, 255],
  ]),
  ...manifest.features.slash_commands.flatMap((command): [string, string, number, number][] => [
    ['command', command.command, 2, 32],
    ['command description', command.description, 1, 2000],
    ['command usage_hint', command.usage_hint, 1, 1000],
  ]),
];

describe.each(all)('%s', (_file, manifest, hasConversations) => {
  test.each(lengths(manifest))('%s is as long as Slack allows', (_field, text, min, max) => {
    expect(text.length).toBeGreaterThanOrEqual(min);
    expect(text.length).toBeLessThanOrEqual(max);
  });

  test('has a colour that Slack can read', () => {
    expect(manifest.display_information.background_color).toMatch(/^#[0-9a-f]{6}$/);
  });

  test('has the ways in that the listeners answer to, and no others', () => {
    expect(manifest.features.slash_commands.map((command) => command.command)).toEqual([COMMAND]);
    const shortcuts = manifest.features.shortcuts.map(({ type, callback_id }) => [type, callback_id]);
    expect(shortcuts).toEqual([
      ['global', SHORTCUT_GLOBAL],
      ['message', SHORTCUT_FROM_MESSAGE],
    ]);
  });

  test('tells in the usage hint which channels and words there are', () => {
    const hint = manifest.features.slash_commands[0]?.usage_hint;
    for (const word of ['sms', 'whatsapp', 'voice', 'help', 'status', 'stop']) expect(hint).toContain(word);
    expect(hint?.includes('settings')).toBe(hasConversations);
  });

  test('asks for the scopes in use and no others', () => {
    const scopes = hasConversations ? { ...SCOPES, ...CONVERSATION_SCOPES } : SCOPES;
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(Object.keys(scopes).sort());
    expect(manifest.oauth_config.scopes.user).toBeUndefined();
  });

  test('cannot post where it is not a member, for there it could not find its own posts again', () => {
    expect(manifest.oauth_config.scopes.bot).not.toContain('chat:write.public');
  });

  test('hears of what people write only for conversations, and keeps its tokens', () => {
    const events = hasConversations ? [...OWN_EVENTS, ...Object.keys(CONVERSATION_EVENTS)] : OWN_EVENTS;
    expect(manifest.settings.event_subscriptions?.bot_events).toEqual(events);
    expect(manifest.settings.token_rotation_enabled).toBe(false);
  });

  test('offers its step to workflows, which Slack does for apps that are opted in to organizations', () => {
    expect(manifest.settings.org_deploy_enabled).toBe(true);
    expect(manifest.settings.function_runtime).toBe('remote');
    expect(Object.keys(manifest.functions)).toEqual([FUNCTION]);
    const { input_parameters: inputs = {}, output_parameters: outputs = {} } =
      manifest.functions[FUNCTION] ?? {};
    for (const [name, parameter] of Object.entries({ ...inputs, ...outputs }))
      expect(parameter.name).toBe(name);
    expect(Object.keys(inputs).sort()).toEqual(Object.keys(stepInputs.shape).sort());
    expect(inputs.channel?.enum).toEqual(CHANNEL_NAMES);
    expect(inputs.channel?.choices?.map(({ value }) => value)).toEqual(CHANNEL_NAMES);
    expect(Object.keys(outputs)).toEqual(['contact_id', 'state', 'thread_link']);
  });

  test('has the scope for each event', () => {
    for (const event of manifest.settings.event_subscriptions?.bot_events ?? []) {
      const scope = CONVERSATION_EVENTS[event];
      if (scope) expect(manifest.oauth_config.scopes.bot).toContain(scope);
    }
  });

  test('has a Home tab, can tell a person something in private, and takes answers there only to a conversation', () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: !hasConversations,
    });
  });
});

describe('with conversations', () => {
  test.each([
    ['Socket Mode', socket, conversationsSocket],
    ['HTTP', http, conversationsHttp],
  ])('over %s, all else is as without', (_, without, having) => {
    expect(withoutConversations(having)).toEqual(withoutConversations(without));
  });
});

describe.each([
  ['alone', socket, http],
  ['with conversations', conversationsSocket, conversationsHttp],
])('the two ways of delivery, %s', (_, socket, http) => {
  test('agree on everything else', () => {
    expect(withoutDelivery(http)).toEqual(withoutDelivery(socket));
  });

  test('Socket Mode names no address', () => {
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(socket.settings.interactivity).toEqual({ is_enabled: true });
    expect(JSON.stringify(socket)).not.toContain('https://');
  });

  test('HTTP sends commands, actions, option requests and events to the one endpoint', () => {
    const address = 'https://YOUR-HOST/slack/events';
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(http.settings.interactivity).toEqual({
      is_enabled: true,
      request_url: address,
      message_menu_options_url: address,
    });
    expect(http.settings.event_subscriptions?.request_url).toBe(address);
    expect(http.features.slash_commands.map((command) => command.url)).toEqual([address]);
  });
});

function withoutConversations({ features, oauth_config, settings, ...manifest }: Manifest) {
  const { messages_tab_read_only_enabled: _, ...app_home } = features.app_home;
  const slash_commands = features.slash_commands.map((command) => ({
    ...command,
    usage_hint: command.usage_hint.replace(' · settings', ''),
  }));
  const bot = oauth_config.scopes.bot.filter((scope) => !(scope in CONVERSATION_SCOPES));
  const { request_url, bot_events = [] } = settings.event_subscriptions ?? {};
  const event_subscriptions = {
    request_url,
    bot_events: bot_events.filter((event) => !(event in CONVERSATION_EVENTS)),
  };
  return {
    ...manifest,
    features: { ...features, app_home, slash_commands },
    oauth_config: { ...oauth_config, scopes: { ...oauth_config.scopes, bot } },
    settings: { ...settings, event_subscriptions },
  };
}

function withoutDelivery(manifest: Manifest) {
  const { interactivity, socket_mode_enabled, event_subscriptions, ...settings } = manifest.settings;
  const slash_commands = manifest.features.slash_commands.map(({ url, ...command }) => command);
  return { ...manifest, features: { ...manifest.features, slash_commands }, settings };
}
