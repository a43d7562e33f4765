import { AUDIT } from './audit.ts';
import { BLOCKS } from './blocks.ts';
import { DATA } from './data.ts';
import { DOCTOR } from './doctor.ts';
import { POLICY } from './policy.ts';
import { SETUP } from './setup.ts';
import { STUCK } from './stuck.ts';
import type { Word } from './word.ts';

/** A new word is a file beside this one and a line here. */
export const WORDS: Record<string, Word> = {
  setup: SETUP,
  doctor: DOCTOR,
  policy: POLICY,
  stuck: STUCK,
  blocks: BLOCKS,
  audit: AUDIT,
  data: DATA,
};
