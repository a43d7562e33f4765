import { isJson, type Json, objectAt, objectsAt, stringAt } from '../json.ts';
import type { Report } from './report.ts';

/** block_id is unique in a payload, action_id in its block, and one element at most takes the focus. */
export function checkUniqueness(blocks: readonly unknown[], report: Report): void {
  const blockIds = new Set<string>();
  let focused = 0;
  for (const [index, block] of blocks.entries()) {
    if (!isJson(block)) continue;
    const id = stringAt(block, 'block_id');
    if (id && blockIds.has(id)) report.fault(`\`block_id\` "${id}" already exists`, index, 'block_id');
    if (id) blockIds.add(id);
    checkActionIds(block, index, report);
    for (const element of elements(block)) if (element.focus_on_load === true) focused += 1;
    if (focused > 1) report.fault('only one element can have `focus_on_load`', index);
  }
}

function checkActionIds(block: Json, index: number, report: Report): void {
  const seen = new Set<string>();
  for (const [position, element] of objectsAt(block, 'elements').entries()) {
    const id = stringAt(element, 'action_id');
    if (id && seen.has(id)) {
      report.fault(`\`action_id\` "${id}" already exists`, index, 'elements', position, 'action_id');
    }
    if (id) seen.add(id);
  }
}

function elements(block: Json): Json[] {
  const single = objectAt(block, 'element') ?? objectAt(block, 'accessory');
  return single ? [single] : objectsAt(block, 'elements');
}
