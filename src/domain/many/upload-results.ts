import type { Call, Context } from '../kernel/context.ts';
import { isInDirectMessage } from '../place/is-in-direct-message.ts';
import { isOneOf } from '../policy/may-act.ts';
import type { Uploaded } from './files.ts';
import type { List } from './list.ts';

/** Hands what became of each row to Slack, with the numbers in full where nobody reads them but who may see them. @throws TurnedAway */
export async function uploadResults({ ctx, input: list }: Call<List>): Promise<Uploaded> {
  const showsNumbers = await showsNumbersOf(ctx, list);
  if (showsNumbers) {
    const detail = { list: list.id, outcome: 'shown' };
    await ctx.audit.record({ actor: ctx.actor, action: 'list_numbers', detail });
  }
  const options = { showsNumbers, template: list.content.template?.name };
  return ctx.listPoster.upload(ctx.lists.results(list.id), options);
}

/** In a direct message, to whoever asked, as the policy shows numbers to them. */
async function showsNumbersOf(ctx: Context, list: List): Promise<boolean> {
  if (!isInDirectMessage(list)) return false;
  const { numbers } = ctx.policy().show;
  return !numbers || (await isOneOf(ctx, list.userId, numbers)) === true;
}
