import type { App, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Directory, ListName } from '../../connect/directory.ts';
import { option } from '../../views/modal/inputs.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';

const LISTS: Record<string, ListName> = {
  contact_flow_id: 'flows',
  queue_id: 'queues',
  source_phone_number: 'numbers',
};

export function register(app: App, { directory, context }: Deps): void {
  for (const [field, list] of Object.entries(LISTS)) {
    app.options(
      field,
      guarded(
        context.log,
        'options',
        async ({ ack }) => ack({ options: [] }),
        async ({ ack, payload }: SlackOptionsMiddlewareArgs<'block_suggestion'>) => {
          await ack({ options: await optionsOf(directory, list, payload.value) });
        },
      ),
    );
  }
}

async function optionsOf(directory: Directory, list: ListName, query: string) {
  return (await directory.search(list, query)).map(({ id, name }) => option(name, id));
}
