import * as z from 'zod';
import type { SandboxState } from '../page-api.ts';

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
  }),
});

/** The commands and shortcuts that the app's manifest gives to people. */
export function readMenu(manifest: unknown): Pick<SandboxState, 'commands' | 'shortcuts'> {
  const { features } = manifestSchema.parse(manifest);
  return {
    commands: features.slash_commands.map(({ usage_hint: usageHint, ...rest }) => ({ ...rest, usageHint })),
    shortcuts: features.shortcuts.map(({ callback_id: callbackId, ...rest }) => ({ ...rest, callbackId })),
  };
}
