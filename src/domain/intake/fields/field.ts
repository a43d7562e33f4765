import type * as z from 'zod';

/** One field of the form: from this come its input, what is made of its answer, and the answer's type. */
export interface Field<Answer = unknown> {
  label: string;
  hint?: string;
  /** Where it stands under "More options"; without one, on the first screen. */
  group?: keyof typeof OPTION_GROUPS;
  input: Input;
  /** Reads the answers that aren't blank, of which there is one at least. Its messages are for the person. */
  schema: z.ZodType<Answer, string[]>;
}

export type Input =
  /** `isLive`: the form follows while it is filled in. */
  | { kind: 'text' | 'lines'; placeholder?: string; isLive?: true }
  | { kind: 'number'; least: number; most: number }
  | { kind: 'select' | 'multi_select'; options: { value: string; label: string }[] }
  | { kind: 'switch'; label: string }
  /** A minute, in the person's own time zone. */
  | { kind: 'moment' }
  /** A list fetched from Amazon Connect where it can be, a text input where not. */
  | { kind: 'list'; list: DirectoryList; placeholder: string }
  /** What is offered depends on more than the field. */
  | { kind: 'channel' | 'conversation' | 'quick_response'; isLive: true }
  | { kind: 'sender' }
  /** By name, of those that somebody has written for the channel. */
  | { kind: 'template'; isLive: true; placeholder: string };

/** What the options are about, in the order in which they are shown. */
export const OPTION_GROUPS = {
  time: 'When',
  message: 'Message content',
  agents: 'For agents',
  routing: 'Routing',
  advanced: 'Advanced',
} as const;

export type DirectoryList = 'flows' | 'queues' | 'numbers';
