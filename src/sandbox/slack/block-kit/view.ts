import type { Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';

/** @throws SlackError invalid_arguments with what is wrong and where */
export function validateView(view: Json, type: 'modal' | 'home'): void {
  if (view.type !== type) {
    throw new SlackError('invalid_arguments', [`must be a valid view type [json-pointer:/view/type]`]);
  }
}
