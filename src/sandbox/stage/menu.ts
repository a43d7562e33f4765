import * as z from 'zod';
import type { SandboxState } from '../page-api.ts';
import { readFunctions } from '../slack/index.ts';

const manifestSchema = z.object({
  features: z.object({
    slash_commands: z
      .array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') }))
      .default([]),
    shortcuts: z
      .array(
        z.object({
          type: z.enum(['global', 'message']),
          callback_id: z.string(),
          name: z.string(),
          description: z.string(),
        }),
      )
      .default([]),
    app_home: z
      .object({
        home_tab_enabled: z.boolean().default(false),
        messages_tab_enabled: z.boolean().default(false),
        messages_tab_read_only_enabled: z.boolean().default(false),
      })
      .prefault({}),
  }),
});

/** What the app's manifest gives to people. */
export function readMenu(
  manifest: unknown,
): Pick<SandboxState, 'commands' | 'shortcuts' | 'steps' | 'appHome'> {
  const { features } = manifestSchema.parse(manifest);
  const { home_tab_enabled, messages_tab_enabled, messages_tab_read_only_enabled } = features.app_home;
  const functions = [...readFunctions(z.record(z.string(), z.unknown()).parse(manifest))];
  return {
    steps: functions.map(([callbackId, { outputs: _, ...rest }]) => ({ callbackId, ...rest })),
    appHome: {
      hasHome: home_tab_enabled,
      takesMessages: messages_tab_enabled && !messages_tab_read_only_enabled,
    },
    commands: features.slash_commands.map(({ usage_hint: usageHint, ...rest }) => ({ ...rest, usageHint })),
    shortcuts: features.shortcuts.map(({ callback_id: callbackId, ...rest }) => ({ ...rest, callbackId })),
  };
}
