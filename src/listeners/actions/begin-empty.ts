import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { privateMetadata } from '../../views/modal/private-metadata.ts';
import { readAsides } from '../asides.ts';
import type { Deps } from '../deps.ts';
import { inputBlocks } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';
import { keepTyped, recalled } from '../typed-before.ts';
import { viewOf } from '../view-of.ts';

/** What came back is not wanted. */
export function beginEmpty(deps: Deps) {
  return async ({ body, action }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    const { view } = body;
    if (!view) return;
    deps.openForms.note(view, action.action_id, action.action_ts);
    await deps.openForms.change(view, async (now) => {
      const { kept: _, filled: __, more_options: ___, ...metadata } = readMetadata(now, privateMetadata);
      await keepTyped(deps, body.user.id, metadata, {});
      const { values } = await recalled(deps, body.user.id, metadata, {});
      const { placeHint } = readAsides(now);
      const empty = viewOf(deps, metadata, values, { focus: 'phone', ...(placeHint && { placeHint }) });
      return { view: empty, anew: [...inputBlocks(now)] };
    });
  };
}
