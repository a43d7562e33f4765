import type { Json } from './json.ts';

/** A refusal in Slack's form: `{ok: false, error, response_metadata: {messages}}`. */
export class SlackError extends Error {
  readonly code: string;
  readonly details: readonly string[];
  readonly extra: Json;

  /** @param details sentences such as `must be less than 3001 characters [json-pointer:/blocks/0/text/text]` */
  constructor(code: string, details: readonly string[] = [], extra: Json = {}) {
    super(details.length > 0 ? `${code}: ${details.join('; ')}` : code);
    this.name = 'SlackError';
    this.code = code;
    this.details = details;
    this.extra = extra;
  }

  toJson(): Json {
    const messages = this.details.map((detail) => `[ERROR] ${detail}`);
    return {
      ok: false,
      error: this.code,
      ...this.extra,
      ...(messages.length > 0 ? { response_metadata: { messages } } : {}),
    };
  }
}
