import type { SlashCommand } from '@slack/bolt';
import { whomToAsk } from '../domain/kernel/settings.ts';
import { replyModeIn } from '../domain/reply/reply-mode.ts';
import { buildRefusal } from '../views/sentences/notices.ts';
import { buildSettings } from '../views/settings.ts';
import type { Deps } from './deps.ts';
import { refusalsOf } from './open-modal.ts';

/** The form of a place's settings; the refusal for whom may not use it. */
export async function openSettings(
  deps: Deps,
  { trigger_id, channel_id: placeId, user_id: userId }: SlashCommand,
): Promise<void> {
  const { context } = deps;
  const undoSeconds = context.settings.replies?.undoSeconds ?? 0;
  const mode = await replyModeIn(context, placeId);
  const [opened, [refusal]] = await Promise.all([
    deps.modals.open(trigger_id, buildSettings({ placeId, mode, undoSeconds })),
    refusalsOf(deps, { userId }),
  ]);
  if (refusal) await deps.modals.update(opened, buildRefusal(refusal, whomToAsk(context.settings)));
}
