import type { AckFn, RespondArguments, SlashCommand } from '@slack/bolt';
import { blockNumber } from '../../domain/blocks/block-number.ts';
import { unblockNumber } from '../../domain/blocks/unblock-number.ts';
import type { CommandBlock } from '../../domain/intake/command-text.ts';
import type { Context } from '../../domain/kernel/context.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { parsePhoneNumber } from '../../domain/phone/phone-number.ts';
import { denyNonAdmin } from '../../domain/policy/deny-non-admin.ts';
import { adminsOnlyText } from '../../views/sentences/admins.ts';
import {
  blockAnswer,
  ONE_NUMBER,
  ONLY_ADMINS_BLOCK,
  reasonFault,
  unblockAnswer,
  unnumberedText,
} from '../../views/sentences/blocks.ts';
import { unidentifiedText } from '../../views/sentences/refusals.ts';
import { escapeText } from '../../views/text.ts';
import { actingAs, type Deps } from '../deps.ts';

/** `/reach-out block NUMBER` and `unblock NUMBER`, answered to whoever typed it alone. */
export async function answerBlock(
  deps: Deps,
  { user_id: userId }: SlashCommand,
  ack: AckFn<string | RespondArguments>,
  asked: CommandBlock,
): Promise<void> {
  const ctx = actingAs(deps, userId, 'command');
  const text = await answerTo(ctx, userId, asked);
  await ack({ response_type: 'ephemeral', text });
}

async function answerTo(ctx: Context, userId: string, asked: CommandBlock): Promise<string> {
  const denial = await denyNonAdmin({ ctx, input: { userId } });
  if (denial === 'unidentified') return unidentifiedText('changed', 'Type the command again');
  if (denial) return adminsOnlyText(ONLY_ADMINS_BLOCK, ctx.policy().admins, whomToAsk(ctx.settings).markup);
  const { change, phone, channel, reason } = asked;
  if (phone === undefined) return ONE_NUMBER;
  const parsed = parsePhoneNumber(phone, ctx.settings);
  const number = parsed.ok ? parsed : parsed.possible;
  if (!number) return escapeText(unnumberedText(parsed.ok ? '' : parsed.message));
  const fault = reason && reasonFault(reason);
  if (fault) return fault;
  const { e164: recipient } = number;
  const about = { recipient, ...(channel && { channel }), ...(reason && { reason }) };
  if (change === 'unblock')
    return escapeText(unblockAnswer(recipient, await unblockNumber({ ctx, input: about })));
  const input = { ...about, source: 'person', by: userId } as const;
  return escapeText(blockAnswer(recipient, await blockNumber({ ctx, input })));
}
