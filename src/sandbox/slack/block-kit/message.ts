import { isJson, type Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { blocksOf } from './block-checks.ts';
import { list } from './checks.ts';
import { withIds } from './elements.ts';
import { Report } from './report.ts';
import { checkUniqueness } from './uniqueness.ts';

const MESSAGE_BLOCKS = list(blocksOf.message, { max: 50 });
/** All block text of one message together. */
const TEXT_LIMIT = 13_000;

/**
 * The blocks of a message, with the ids that Slack fills in.
 * @throws SlackError invalid_blocks_format, invalid_blocks with what is wrong and where, msg_blocks_too_long
 */
export function validateMessageBlocks(blocks: unknown): Json[] {
  if (!Array.isArray(blocks) || !blocks.every(isJson)) throw new SlackError('invalid_blocks_format');
  const report = new Report('message', ['blocks']);
  MESSAGE_BLOCKS(blocks, report);
  checkUniqueness(blocks, report);
  if (blocks.filter(({ type }) => type === 'table').length > 1) report.fault('only one table is allowed');
  // chat.* methods repeat the sentences in `errors`; views.* do not.
  if (report.faults.length > 0)
    throw new SlackError('invalid_blocks', report.faults, { errors: report.faults });
  if (report.textLength > TEXT_LIMIT) throw new SlackError('msg_blocks_too_long');
  return withIds(blocks);
}
