import { z } from 'zod';

/** What a modal must know of itself when it comes back. Slack keeps up to 3,000 characters of it. */
const schema = z.object({
  /** The reach-out's id, minted when the modal was opened and claimed when it is submitted. */
  reach_out_id: z.uuid(),
  /** Where the card goes; absent while the person picks it in the modal. */
  conversation_id: z.string().optional(),
  /** The thread that the card goes into. */
  thread_ts: z.string().optional(),
  more_options: z.boolean().optional(),
  /** Answers in blocks that the chosen channel does not show, for when it changes back. */
  kept: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
});

export type PrivateMetadata = z.infer<typeof schema>;

const LIMIT = 3000;

export function writePrivateMetadata(metadata: PrivateMetadata): string {
  const { kept, ...needed } = metadata;
  const whole = JSON.stringify(metadata);
  return kept && whole.length <= LIMIT ? whole : JSON.stringify(needed);
}

export function readPrivateMetadata(text: string): PrivateMetadata {
  return schema.parse(JSON.parse(text));
}
