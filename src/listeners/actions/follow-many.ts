import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { isCallChannel } from '../../domain/channels/registry.ts';
import { COLUMN } from '../../views/ids.ts';
import { buildMany, type ManyContent, manyMetadata } from '../../views/many/form.ts';
import { findBlock, readAsides } from '../asides.ts';
import type { Deps } from '../deps.ts';
import type { FormView } from '../form-values.ts';
import { manyAgain, offersTemplate, readMany } from '../many-form.ts';
import { readMetadata } from '../outdated.ts';

/** Another way was chosen: the form of a list shows templates where that has any. */
export function followMany(deps: Deps) {
  return async ({ body: { view }, action }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    if (!view) return;
    const isOvertaken = deps.openForms.note(view, action.action_id, action.action_ts);
    await deps.openForms.change(view, (now) => {
      if (isOvertaken()) return undefined;
      const metadata = readMetadata(now, manyMetadata);
      const typed = readMany(now, metadata);
      const isOffered = deps.context.templates !== undefined && !isCallChannel(typed.channel);
      if (isOffered === offersTemplate(now)) return undefined;
      const { notice, asked, placeHint } = readAsides(now);
      const next = buildMany({
        ...manyAgain(deps, metadata, typed),
        ...choiceIn(now, typed.column),
        ...(notice && { notice }),
        ...(asked && { asked }),
        ...(placeHint && { placeHint }),
      });
      return { view: next };
    });
  };
}

/** The columns that the form asks to choose from, with the one that is chosen. */
function choiceIn(view: FormView, chosen: number | undefined): Pick<ManyContent, 'choice'> {
  const options = findBlock(view, COLUMN)?.element?.options;
  if (!options) return {};
  const columns: string[] = [];
  for (const { value, text } of options) columns[Number(value)] = text.text;
  const candidates = options.map(({ value }) => Number(value));
  return { choice: { columns, candidates, ...(chosen !== undefined && { chosen }) } };
}
