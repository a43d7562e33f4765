import { isJson, type Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { withIds } from './elements.ts';

/** @throws SlackError invalid_blocks with what is wrong and where */
export function validateMessageBlocks(blocks: unknown): Json[] {
  if (!Array.isArray(blocks) || !blocks.every(isJson)) throw new SlackError('invalid_blocks_format');
  return withIds(blocks);
}
