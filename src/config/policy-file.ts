import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type * as z from 'zod';
import type { Policy } from '../domain/policy/policy.ts';
import { policySchema } from './policy-schema.ts';

/** `isEmpty`: it holds nothing but comments. */
export type ReadPolicy = { ok: true; policy: Policy; isEmpty: boolean } | { ok: false; faults: string[] };

/** What a policy file holds; faults are all named at once, each by its line and key. */
export function parsePolicy(file: Buffer): ReadPolicy {
  if (!isUtf8(file)) return { ok: false, faults: ['the file is not UTF-8: save it as that'] };
  const text = file.toString().replace(/^\uFEFF/, '');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const faults: Fault[] = document.errors.map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    text: firstLine(message),
  }));
  // With a key that stands twice, all else can still be read.
  if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY'))
    return { ok: false, faults: told(faults) };
  const content = contentOf(document);
  if (!content.ok) {
    const fault = { line: lineAt(aliasIn(document)), text: content.fault };
    return { ok: false, faults: told([...faults, fault]) };
  }
  const parsed = policySchema.safeParse(content.value);
  for (const issue of parsed.error?.issues ?? [])
    for (const { path, message } of faultsOf(issue)) {
      const at = nodeAt(document.contents, path)?.range?.[0];
      faults.push({ ...(at !== undefined && { line: lineAt(at) }), text: `${nameOf(path)}${message}` });
    }
  if (!parsed.success || faults.length > 0) return { ok: false, faults: told(faults) };
  const isEmpty = document.contents === null;
  return { ok: true, policy: { ...parsed.data, hash: hashOf(file) }, isEmpty };
}

interface Fault {
  line?: number;
  text: string;
}

function told(faults: Fault[]): string[] {
  const inOrder = faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return inOrder.map(({ line, text }) => (line === undefined ? text : `line ${line}: ${text}`));
}

/** A key without a value is as one that is left out. */
function contentOf(document: Document): { ok: true; value: unknown } | { ok: false; fault: string } {
  try {
    return { ok: true, value: withoutNull(document.toJS({ maxAliasCount: 100 })) ?? {} };
  } catch (error) {
    return { ok: false, fault: firstLine((error as Error).message) };
  }
}

/** Where the first alias stands: only an alias can be read, and not be followed. */
function aliasIn(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias(_, { range }) {
      offset = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function withoutNull(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutNull(one)]));
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

function hashOf(file: Buffer): string {
  return createHash('sha256').update(file).digest('hex');
}
