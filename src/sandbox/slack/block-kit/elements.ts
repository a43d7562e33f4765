import { type Json, objectAt, objectsAt, stringAt } from '../json.ts';

/** An interactive element and the block that holds it. */
export type PlacedElement = { block: Json; blockId: string; element: Json; actionId: string; type: string };

/** Every element with an action_id, in the order of the page: of input, actions and section blocks. */
export function elementsOf(blocks: readonly Json[]): PlacedElement[] {
  return blocks.flatMap((block) => {
    const blockId = stringAt(block, 'block_id') ?? '';
    return candidates(block).flatMap((element) => {
      const actionId = stringAt(element, 'action_id');
      const type = stringAt(element, 'type') ?? '';
      return actionId === undefined ? [] : [{ block, blockId, element, actionId, type }];
    });
  });
}

function candidates(block: Json): Json[] {
  const single = objectAt(block, 'element') ?? objectAt(block, 'accessory');
  return single ? [single] : objectsAt(block, 'elements');
}

const randomId = () => Math.random().toString(36).slice(2, 7);

/** Whether Slack itself may have given it. */
export const isSlacksOwn = (id: string) => /^[0-9a-z]{1,5}$/.test(id);

/** The blocks with the block_id and action_id that Slack gives to what came without. */
export function withIds(blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const named: Json = { ...block, block_id: stringAt(block, 'block_id') || randomId() };
    if (objectAt(block, 'element')) named.element = withActionId(named.element);
    if (objectAt(block, 'accessory')) named.accessory = withActionId(named.accessory);
    if (block.type === 'actions') named.elements = objectsAt(block, 'elements').map(withActionId);
    return named;
  });
}

function withActionId(element: unknown): Json {
  const named = element as Json;
  if (named.type === 'image' || stringAt(named, 'action_id')) return named;
  return { ...named, action_id: randomId() };
}
