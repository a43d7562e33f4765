import { chosenChannel } from '../views/modal/content.ts';
import { privateMetadata } from '../views/modal/private-metadata.ts';
import { type Deps, offeredChannels } from './deps.ts';
import type { FormView } from './form-values.ts';
import { readValues } from './form-values.ts';
import { readMetadata } from './outdated.ts';
import type { FormNow } from './template-section.ts';

/** The modal with all its answers, also those that it does not show. @throws Outdated */
export function readForm({ context }: Deps, view: FormView): FormNow {
  const { kept = {}, ...metadata } = readMetadata(view, privateMetadata);
  const values = { ...kept, ...readValues(view) };
  return { metadata, values, channel: chosenChannel(values, offeredChannels(context.settings)) };
}
