import { isJson } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { MessageMetadata } from '../types.ts';
import type { Arguments } from './arguments.ts';

const EVENT_TYPE_LIMIT = 255;
const METADATA_LIMIT_BYTES = 8_000;

/**
 * The `metadata` argument: `event_type` and an `event_payload` of scalars, flat lists and flat objects.
 * https://docs.slack.dev/messaging/message-metadata
 * @throws SlackError invalid_metadata_format, invalid_metadata_schema, metadata_too_large
 */
export function readMetadata(args: Arguments): MessageMetadata | undefined {
  const metadata = args.json('metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (!isJson(metadata)) throw new SlackError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return undefined;
  const { event_type, event_payload, ...others } = metadata;
  if (typeof event_type !== 'string' || event_type === '' || event_type.length > EVENT_TYPE_LIMIT) {
    throw new SlackError('invalid_metadata_format', [
      'must provide a valid event_type [json-pointer:/metadata/event_type]',
    ]);
  }
  if (!isJson(event_payload)) {
    throw new SlackError('invalid_metadata_format', [
      'must provide an object [json-pointer:/metadata/event_payload]',
    ]);
  }
  const unknown = Object.keys(others).filter((key) => key !== 'entities');
  if (unknown.length > 0) {
    throw new SlackError('invalid_metadata_format', [
      `invalid additional property: ${unknown[0]} [json-pointer:/metadata]`,
    ]);
  }
  for (const [key, value] of Object.entries(event_payload)) {
    if (!isFlat(value)) {
      throw new SlackError('invalid_metadata_schema', [
        `unsupported value [json-pointer:/metadata/event_payload/${key}]`,
      ]);
    }
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_LIMIT_BYTES)
    throw new SlackError('metadata_too_large');
  return { event_type, event_payload };
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

function isFlat(value: unknown): boolean {
  if (isScalar(value)) return true;
  if (Array.isArray(value)) return value.every(isScalar);
  return isJson(value) && Object.values(value).every(isScalar);
}
