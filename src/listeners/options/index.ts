import type { App, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Directory } from '../../domain/intake/directory.ts';
import type { ListName } from '../../domain/intake/fields/field.ts';
import { FIELD_NAMES, fieldOf } from '../../domain/intake/fields/fields.ts';
import { option } from '../../views/kit.ts';
import { MOST_OPTIONS } from '../../views/limits.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';

/** Every field whose options are fetched from Amazon Connect. */
export function register(app: App, { directory, context }: Deps): void {
  for (const field of FIELD_NAMES) {
    const { input } = fieldOf(field);
    if (input.kind !== 'list') continue;
    app.options(
      field,
      guarded(
        { context },
        'options',
        async ({ ack }) => ack({ options: [] }),
        async ({ ack, payload }: SlackOptionsMiddlewareArgs<'block_suggestion'>) => {
          await ack({ options: await optionsOf(directory, input.list, payload.value) });
        },
      ),
    );
  }
}

async function optionsOf(directory: Directory, list: ListName, query: string) {
  const entries = await directory.search(list, query);
  return entries.slice(0, MOST_OPTIONS).map(({ id, name }) => option(name, id));
}
