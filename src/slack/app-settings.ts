import * as z from 'zod';
import type { AppSettings } from '../domain/doctor/slack/judge-manifest.ts';

const texts = z.array(z.string()).catch([]);

/** What is not there counts as off. Source: Slack, "App manifest reference". */
const manifests = z.object({
  features: z
    .object({
      app_home: z.object({ home_tab_enabled: z.boolean() }).optional().catch(undefined),
      slash_commands: z.array(z.object({ command: z.string(), url: z.string().optional() })).catch([]),
      shortcuts: z.array(z.object({ type: z.string(), callback_id: z.string() })).catch([]),
    })
    .catch({ slash_commands: [], shortcuts: [] }),
  settings: z
    .object({
      interactivity: z
        .object({
          is_enabled: z.boolean(),
          request_url: z.string().optional(),
          message_menu_options_url: z.string().optional(),
        })
        .optional()
        .catch(undefined),
      event_subscriptions: z
        .object({ request_url: z.string().optional(), bot_events: texts })
        .optional()
        .catch(undefined),
      socket_mode_enabled: z.boolean().catch(false),
    })
    .catch({ socket_mode_enabled: false }),
  functions: z.record(z.string(), z.unknown()).catch({}),
});

/** What a manifest says, whether Slack gave it or it is ours. @throws where it is none. */
export function readAppSettings(manifest: unknown): AppSettings {
  const { features, settings, functions } = manifests.parse(manifest);
  const { interactivity, event_subscriptions: subscriptions, socket_mode_enabled: usesSocket } = settings;
  const urls = [
    ...features.slash_commands.map(({ url }) => url),
    ...[interactivity?.request_url, interactivity?.message_menu_options_url, subscriptions?.request_url],
  ];
  return {
    commands: features.slash_commands.map(({ command }) => command),
    shortcuts: features.shortcuts.map(({ type, callback_id }) => `${type} ${callback_id}`),
    events: subscriptions?.bot_events ?? [],
    functions: Object.keys(functions),
    hasHome: features.app_home?.home_tab_enabled === true,
    isInteractive: interactivity?.is_enabled === true,
    usesSocket,
    urls: usesSocket ? [] : [...new Set(urls.filter((url) => url !== undefined))],
  };
}
