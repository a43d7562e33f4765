import type { BlockAction, SlackActionMiddlewareArgs, ViewOutput } from '@slack/bolt';
import { isCallChannel } from '../../domain/channels/registry.ts';
import { COLUMN } from '../../views/ids.ts';
import { buildMany, type ManyContent, manyMetadata } from '../../views/many/form.ts';
import { findBlock, readAsides } from '../asides.ts';
import type { Deps } from '../deps.ts';
import { manyAgain, offersTemplate, readMany } from '../many-form.ts';
import { readMetadata } from '../outdated.ts';

/** Another way was chosen: the form of a list shows templates where that has any. */
export function followMany(deps: Deps) {
  return async ({ body: { view } }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    if (!view) return;
    const metadata = readMetadata(view, manyMetadata);
    const typed = readMany(view, metadata);
    const isOffered = deps.context.templates !== undefined && !isCallChannel(typed.channel);
    if (isOffered === offersTemplate(view)) return;
    const { notice, asked, placeHint } = readAsides(view);
    const next = buildMany({
      ...manyAgain(deps, metadata, typed),
      ...choiceIn(view, typed.column),
      ...(notice && { notice }),
      ...(asked && { asked }),
      ...(placeHint && { placeHint }),
    });
    await deps.modals.update({ id: view.id }, next);
  };
}

/** The columns that the form asks to choose from, with the one that is chosen. */
function choiceIn(view: ViewOutput, chosen: number | undefined): Pick<ManyContent, 'choice'> {
  const options = findBlock(view, COLUMN)?.element?.options;
  if (!options) return {};
  const columns: string[] = [];
  for (const { value, text } of options) columns[Number(value)] = text.text;
  const candidates = options.map(({ value }) => Number(value));
  return { choice: { columns, candidates, ...(chosen !== undefined && { chosen }) } };
}
