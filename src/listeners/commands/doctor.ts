import type { AckFn, RespondArguments, RespondFn, SlashCommand } from '@slack/bolt';
import type { Context } from '../../domain/kernel/context.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { denyNonAdmin } from '../../domain/policy/deny-non-admin.ts';
import { buildDiagnosis } from '../../views/doctor/messages.ts';
import { adminsOnlyText } from '../../views/sentences/admins.ts';
import { LOOKING, ONLY_ADMINS_EXAMINE } from '../../views/sentences/doctor.ts';
import { unidentifiedText } from '../../views/sentences/refusals.ts';
import { actingAs, type Deps } from '../deps.ts';

/** `/reach-out doctor`, answered to whoever typed it alone: at once, and again once all has been looked at. */
export async function answerDoctor(
  deps: Deps,
  { user_id: userId, channel_id: placeId, channel_name: placeName }: SlashCommand,
  ack: AckFn<string | RespondArguments>,
  respond: RespondFn,
): Promise<void> {
  const refusal = await refusalOf(actingAs(deps, userId, 'command'), userId);
  await ack({ response_type: 'ephemeral', text: refusal ?? LOOKING });
  if (refusal) return;
  const diagnosis = await deps.examine({ placeId, placeName });
  for (const message of buildDiagnosis(diagnosis)) await respond({ response_type: 'ephemeral', ...message });
}

async function refusalOf(ctx: Context, userId: string): Promise<string | undefined> {
  const denial = await denyNonAdmin({ ctx, input: { userId } });
  if (denial === 'unidentified') return unidentifiedText('looked at', 'Type the command again');
  if (!denial) return undefined;
  return adminsOnlyText(ONLY_ADMINS_EXAMINE, ctx.policy().admins, whomToAsk(ctx.settings).markup);
}
