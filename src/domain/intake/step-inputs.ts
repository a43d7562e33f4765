import * as z from 'zod';
import { channelOfWord } from '../channels/registry.ts';
import { textForCustomer } from '../reply/reply-text.ts';
import type { FormValues } from './form.ts';
import { unescapeSlackText } from './slack-text.ts';

/** What is missing or of another type counts as left empty. */
const written = z.string().trim().catch('');

/** By their names in the manifest. */
export const stepInputs = z.object({
  phone: written,
  channel: written,
  message: written,
  conversation: written,
  on_behalf_of: written,
});

/** What was filled in for a workflow's step, as far as it is there. */
export interface StepInputs {
  userId?: string;
  placeId?: string;
  values: FormValues;
}

/**
 * Reads the inputs of a workflow's step, which come from its author, from a form or from other steps: texts as Slack
 * writes them in messages. `nameOf`: of the people whom the message mentions.
 */
export function readStepInputs(
  inputs: unknown,
  nameOf: (userId: string) => string | undefined = () => undefined,
): StepInputs {
  const { success, data } = stepInputs.safeParse(inputs);
  if (!success) return { values: {} };
  const { on_behalf_of: userId, conversation: placeId } = data;
  const texts = {
    phone: unescapeSlackText(data.phone),
    message: textForCustomer(data.message, nameOf),
  };
  const values = { ...texts, channel: channelOfWord(data.channel) ?? data.channel };
  return {
    ...(/^[UW][A-Z0-9]+$/.test(userId) && { userId }),
    ...(/^[CDG][A-Z0-9]+$/.test(placeId) && { placeId }),
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
  };
}
