import {
  DescribeOptedOutNumbersCommand,
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
  ResourceNotFoundException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { LRUCache } from 'lru-cache';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Log } from '../domain/kernel/log.ts';
import { orStopped } from '../domain/kernel/or-stopped.ts';
import type { Watch } from '../domain/kernel/watch.ts';
import type { OptOut, OptOuts } from '../domain/policy/opt-outs.ts';
import { callOutcomeOf, causeOf } from './outcome.ts';
import { createTransport } from './transport.ts';
import { watchCalls } from './watch-calls.ts';

/** Slack shows an error to a form that is answered within three seconds. */
const DEADLINE_MS = 800;

/** The start comes right after the request, and need not ask again. */
const REMEMBERED_MS = 60_000;
const UNANSWERED_MS = 10_000;

/** One number's entry is shorter by far. */
const MOST_BYTES = 100_000;

interface Options {
  aws: PinpointSMSVoiceV2ClientConfig;
  /** Its name or ARN. */
  listName: string;
  log: Log;
  watch: Watch;
}

/** The opt-out list of AWS End User Messaging SMS that the sending number has. */
export function openOptOuts({ aws, listName, log, watch }: Options): OptOuts & { close(): void } {
  const { handler } = createTransport(MOST_BYTES);
  const client = new PinpointSMSVoiceV2Client({ ...aws, requestHandler: handler, maxAttempts: 1 });
  watchCalls(client, 'sms_voice', watch, (error) => (isOfNumber(error) ? 'ok' : callOutcomeOf(error)));
  const remembered = new LRUCache<string, OptOut>({ ...atMost(10_000), ttl: REMEMBERED_MS });

  async function ask(recipient: string): Promise<OptOut> {
    const abortSignal = AbortSignal.timeout(DEADLINE_MS);
    const command = new DescribeOptedOutNumbersCommand({
      OptOutListName: listName,
      OptedOutNumbers: [recipient],
    });
    try {
      // The SDK heeds no signal while it waits for credentials.
      const { OptedOutNumbers = [] } = await orStopped(client.send(command, { abortSignal }), abortSignal);
      const [found] = OptedOutNumbers;
      const { OptedOutTimestamp: since } = found ?? {};
      return found ? { kind: 'listed', ...(since && { since }) } : { kind: 'not_listed' };
    } catch (error) {
      if (isOfNumber(error)) return { kind: 'not_listed' };
      log.warn(causeOf(error), 'the opt-out list was not asked');
      return { kind: 'not_checked' };
    }
  }

  return {
    async find(recipient) {
      const known = remembered.get(recipient);
      if (known) return known;
      const answer = await ask(recipient);
      const ttl = answer.kind === 'not_checked' ? UNANSWERED_MS : REMEMBERED_MS;
      remembered.set(recipient, answer, { ttl });
      return answer;
    },
    close: () => client.destroy(),
  };
}

/** Not the list, but the number is not to be found on it. Source: AWS End User Messaging SMS and Voice v2 API, ResourceType. */
function isOfNumber(error: unknown): boolean {
  return error instanceof ResourceNotFoundException && error.ResourceType === 'opted-out-number';
}
