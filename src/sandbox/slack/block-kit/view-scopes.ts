import { type Json, objectAt, objectsAt } from '../json.ts';
import type { ResolvedOptions } from '../options.ts';
import { requireAnyScope } from '../web-api/scopes.ts';

/** What is in a view may take a scope. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export function requireViewScopes(options: ResolvedOptions, view: Json): void {
  const takesFiles = objectsAt(view, 'blocks').some(
    (block) => objectAt(block, 'element')?.type === 'file_input',
  );
  if (takesFiles) requireAnyScope(options, ['files:read']);
}
