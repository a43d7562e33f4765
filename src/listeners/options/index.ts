import type { App, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Option } from '@slack/types';
import type { Directory } from '../../domain/intake/directory.ts';
import type { DirectoryList } from '../../domain/intake/fields/field.ts';
import { FIELD_NAMES, type FieldName, fieldOf } from '../../domain/intake/fields/fields.ts';
import { QUICK_RESPONSE } from '../../views/ids.ts';
import { option } from '../../views/kit.ts';
import { MOST_OPTIONS } from '../../views/limits.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { quickResponseOptions } from './quick-responses.ts';
import { templateOptions } from './templates.ts';

const TEMPLATE: FieldName = 'template';

/** Every field whose options come from Amazon Connect. */
export function register(app: App, { directory, quickResponses, context }: Deps): void {
  if (quickResponses)
    answer(app, context, QUICK_RESPONSE, ({ payload }) => quickResponseOptions(quickResponses, payload));
  const { templates, settings } = context;
  if (templates) answer(app, context, TEMPLATE, (args) => templateOptions(templates, settings, args));
  for (const field of FIELD_NAMES) {
    const { input } = fieldOf(field);
    if (input.kind !== 'list') continue;
    answer(app, context, field, ({ payload }) => optionsOf(directory, input.list, payload.value));
  }
}

type Args = SlackOptionsMiddlewareArgs<'block_suggestion'>;

function answer(
  app: App,
  context: Deps['context'],
  field: string,
  find: (args: Args) => Promise<Option[]>,
): void {
  app.options(
    field,
    guarded(
      { context },
      'options',
      async ({ ack }) => ack({ options: [] }),
      async (args: Args) => {
        // Where nothing is typed yet.
        args.payload.value ??= '';
        await args.ack({ options: await find(args) });
      },
    ),
  );
}

async function optionsOf(directory: Directory, list: DirectoryList, query: string) {
  const entries = await directory.search(list, query);
  return entries.slice(0, MOST_OPTIONS).map(({ id, name }) => option(name, id));
}
