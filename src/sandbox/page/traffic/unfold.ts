import { isJson, parseJson } from '../../slack/json.ts';

/** Forms carry JSON as text (`blocks`, `view`, `payload`): shown as what it is, it can be read. */
export function unfold(value: unknown): unknown {
  if (typeof value === 'string') {
    const parsed = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
    return parsed === undefined ? value : parsed;
  }
  if (Array.isArray(value)) return value.map(unfold);
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unfold(inner)]));
}
