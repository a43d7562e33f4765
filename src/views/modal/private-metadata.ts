import * as z from 'zod';
import { DOORS } from '../../domain/kernel/actor.ts';
import { LONGEST_PRIVATE_METADATA } from '../limits.ts';

/** What a modal must know of itself when it comes back. */
export const privateMetadata = z.object({
  /** The reach-out's id, minted when the modal was opened and claimed when it is submitted. */
  reach_out_id: z.uuid(),
  /** By which door it was opened; absent where an earlier version did that. */
  door: z.enum(DOORS).optional(),
  /** Where the card goes; absent while the person picks it in the modal. */
  place_id: z.string().optional(),
  /** Its name, where Slack gave it; a group message is known by it alone. */
  place_name: z.string().optional(),
  /** The thread that the card goes into. */
  thread_ts: z.string().optional(),
  /** The reach-out that is tried again. */
  retry_of: z.uuid().optional(),
  /** The reach-out whose number stands masked in the form. */
  masked_from: z.uuid().optional(),
  more_options: z.boolean().optional(),
  /** By what the country of national numbers is known, since it stands in the form. */
  home_sign: z.string().optional(),
  /** The number that it was opened with came without its country code. */
  was_national: z.boolean().optional(),
  /** What a form begins with in the place: its channel, and each channel's sender. */
  defaults: z
    .object({ channel: z.string().optional(), senders: z.record(z.string(), z.string()) })
    .optional(),
  /** The time that was filled in for the number, and the one that was asked about; in seconds since 1970. */
  filled: z.object({ send_at: z.string(), instead_of: z.string().optional() }).optional(),
  /** What the form's questions and `filled` are about: the number, as it stood there, and the channel. */
  asked_of: z.object({ phone: z.string(), channel: z.string() }).optional(),
  /** The version of the chosen template whose text was shown. */
  template_shown: z.string().optional(),
  /** Answers in blocks that the chosen channel does not show, for when it changes back. */
  kept: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
});

export type PrivateMetadata = z.infer<typeof privateMetadata>;

/** With as many of the kept answers as fit, and the names of those that do not. */
export function writePrivateMetadata({ kept = {}, ...needed }: PrivateMetadata): {
  text: string;
  unkept: string[];
} {
  let text = JSON.stringify(needed);
  const fitting: PrivateMetadata['kept'] = {};
  const unkept: string[] = [];
  const bySize = Object.entries(kept).sort(([, a], [, b]) => sizeOf(a) - sizeOf(b));
  for (const [field, value] of bySize) {
    const longer = JSON.stringify({ ...needed, kept: { ...fitting, [field]: value } });
    if (longer.length > LONGEST_PRIVATE_METADATA) {
      unkept.push(field);
      continue;
    }
    text = longer;
    fitting[field] = value;
  }
  return { text, unkept };
}

function sizeOf(value: string | string[]): number {
  return JSON.stringify(value).length;
}
