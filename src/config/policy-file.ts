import { createHash } from 'node:crypto';
import { isMap, isNode, isPair, LineCounter, type Node, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { Policy } from '../domain/policy/policy.ts';
import { policySchema } from './policy-schema.ts';

export type ReadPolicy = { ok: true; policy: Policy } | { ok: false; faults: string[] };

/** A policy file's text; faults are all named at once, each by its line and key. */
export function parsePolicy(text: string): ReadPolicy {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0)
    return {
      ok: false,
      faults: document.errors.map(({ pos, message }) => `line ${lineAt(pos[0])}: ${firstLine(message)}`),
    };
  const parsed = policySchema.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (parsed.success) return { ok: true, policy: { ...parsed.data, hash: hashOf(text) } };
  const place = (path: PropertyKey[]) => {
    const node = nodeAt(document.contents, path);
    return node?.range ? `line ${lineAt(node.range[0])}: ` : '';
  };
  const faults = parsed.error.issues.flatMap((issue) =>
    faultsOf(issue).map(({ path, message }) => `${place(path)}${nameOf(path)}${message}`),
  );
  return { ok: false, faults };
}

/** Each key that is not known is a fault of its own, and a map's key says what is wrong with it. */
function faultsOf(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'invalid_key')
    return [{ path: issue.path, message: issue.issues[0]?.message ?? issue.message }];
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: 'is not a key of the policy: check its spelling and where it stands',
  }));
}

/** `hours.places.FR.open`, and `people[1].who`. */
function nameOf(path: PropertyKey[]): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${String(key)}`)).join('');
  return name ? `${name.replace(/^\./, '')} ` : 'The file ';
}

/** The key that a path leads to, or the nearest above it. */
function nodeAt(contents: unknown, path: PropertyKey[]): Node | undefined {
  let node = isNode(contents) ? contents : undefined;
  let nearest = node;
  for (const key of path) {
    const items: unknown[] = node && 'items' in node && Array.isArray(node.items) ? node.items : [];
    const found = isMap(node)
      ? items.find((pair) => isPair(pair) && String(pair.key) === String(key))
      : items[Number(key)];
    if (isPair(found)) {
      nearest = isNode(found.key) ? found.key : nearest;
      node = isNode(found.value) ? found.value : undefined;
    } else {
      node = isNode(found) ? found : undefined;
      nearest = node ?? nearest;
    }
  }
  return nearest;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
