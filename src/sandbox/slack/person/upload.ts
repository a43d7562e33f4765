import type { PlacedElement } from '../block-kit/elements.ts';
import { addFile, contentOf, extensionOf, FILE_INPUT_LIMIT, fileJson, newFile } from '../files.ts';
import type { Json } from '../json.ts';
import type { StoredFile } from '../types.ts';
import { type Actor, ImpossibleAction } from './actor.ts';

export type PersonFile = { name: string; content: string | Uint8Array };

/** What the client does as soon as a file is picked; nobody else sees it yet. */
export function upload({ context, person }: Actor, { name, content }: PersonFile): StoredFile {
  const { workspace } = context;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const id = workspace.nextId('F');
  return addFile(workspace, newFile(workspace, { id, name, user: person.id, bytes }));
}

/** Their own files, as many, as large and of such kinds as the element takes. */
export function pickedFiles(
  { context, person }: Actor,
  { element, actionId }: PlacedElement,
  ids: string[],
): Json[] {
  const most = typeof element.max_files === 'number' ? element.max_files : 10;
  if (ids.length > most) throw new ImpossibleAction(`${actionId} takes at most ${most}`);
  const types = Array.isArray(element.filetypes) ? element.filetypes.map(String) : undefined;
  return ids.map((id) => {
    const file = context.workspace.files.get(id);
    if (!file || file.user !== person.id) throw new ImpossibleAction(`${person.name} has no file ${id}`);
    if (types && !types.includes(extensionOf(file.name)))
      throw new ImpossibleAction(`${actionId} takes ${types.join(', ')} only, not ${file.name}`);
    if (contentOf(file).length > FILE_INPUT_LIMIT)
      throw new ImpossibleAction(`${file.name} is larger than 10 MB`);
    file.isForApp = true;
    return fileJson(context, file);
  });
}
