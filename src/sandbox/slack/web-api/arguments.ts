import { isJson, type Json, parseJson } from '../json.ts';
import { SlackError } from '../slack-error.ts';

/**
 * The arguments of one call. They come form-encoded (lists and objects as JSON text), as a JSON body or in the query;
 * the readers below take all three.
 */
export class Arguments {
  readonly raw: Json;

  constructor(raw: Json) {
    this.raw = raw;
  }

  has(name: string): boolean {
    const value = this.raw[name];
    return value !== undefined && value !== null && value !== '';
  }

  string(name: string): string | undefined {
    const value = this.raw[name];
    return value === undefined || value === null || value === '' ? undefined : String(value);
  }

  /** @throws SlackError invalid_arguments when it is missing */
  requiredString(name: string): string {
    const value = this.string(name);
    if (value === undefined) throw new SlackError('invalid_arguments', [`missing required field: ${name}`]);
    return value;
  }

  boolean(name: string, otherwise = false): boolean {
    const value = this.raw[name];
    if (value === undefined || value === '') return otherwise;
    return value === true || value === 'true' || value === '1' || value === 1;
  }

  /** @param max larger values are cut to it, as Slack does with `limit` */
  limit(name: string, otherwise: number, max: number): number {
    const value = Number(this.raw[name] ?? otherwise);
    if (!Number.isInteger(value) || value < 0) throw new SlackError('invalid_limit');
    return Math.min(value === 0 ? otherwise : value, max);
  }

  /** The names of a comma-separated list. */
  names(name: string): string[] {
    const value = this.raw[name];
    if (Array.isArray(value)) return value.map(String);
    return (this.string(name) ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  }

  /**
   * A list or object, given as such or as JSON text; undefined when it is missing.
   * @param code Slack's error for what cannot be read
   */
  json(name: string, code = 'invalid_arguments'): unknown {
    const value = this.raw[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return value;
    const parsed = parseJson(value);
    if (parsed === undefined) throw new SlackError(code, [`invalid JSON [json-pointer:/${name}]`]);
    return parsed;
  }

  jsonObject(name: string, code = 'invalid_arguments'): Json | undefined {
    const value = this.json(name, code);
    if (value === undefined) return undefined;
    if (!isJson(value)) throw new SlackError(code, [`must provide an object [json-pointer:/${name}]`]);
    return value;
  }

  requiredObject(name: string, code = 'invalid_arguments'): Json {
    const value = this.jsonObject(name, code);
    if (!value) throw new SlackError('invalid_arguments', [`missing required field: ${name}`]);
    return value;
  }
}

/** The arguments of a request body or query. */
export function readArguments(body: string, contentType: string, query: URLSearchParams): Arguments {
  const fromQuery: Json = Object.fromEntries(query);
  if (body === '') return new Arguments(fromQuery);
  if (contentType.startsWith('application/json')) {
    const parsed = parseJson(body);
    if (!isJson(parsed)) throw new SlackError('invalid_json');
    return new Arguments({ ...fromQuery, ...parsed });
  }
  return new Arguments({ ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) });
}
