import { QConnectClient, type QConnectClientConfig } from '@aws-sdk/client-qconnect';
import type * as z from 'zod';
import type { Log } from '../../domain/kernel/log.ts';
import { orStopped } from '../../domain/kernel/or-stopped.ts';
import type { Watch } from '../../domain/kernel/watch.ts';
import type { KnowledgeAnswer } from '../../domain/knowledge/answer.ts';
import { causeOf, isClockFault } from '../outcome.ts';
import { createTransport } from '../transport.ts';
import { watchCalls } from '../watch-calls.ts';
import { troubleOf } from './trouble.ts';

/** A page of a hundred, each with what it says. */
const MOST_BYTES = 4_000_000;

type Send = (client: QConnectClient, options: { abortSignal: AbortSignal }) => Promise<unknown>;

/** The knowledge bases of Amazon Q in Connect. */
export interface Knowledge {
  /** One call, and its answer as `shape` has it; nothing is thrown. `what` is for the log. */
  ask<T>(
    what: string,
    send: Send,
    { shape, deadlineMs }: { shape: z.ZodType<T>; deadlineMs: number },
  ): Promise<KnowledgeAnswer<T>>;
  close(): void;
}

export function openKnowledge(aws: QConnectClientConfig, log: Log, watch: Watch = () => {}): Knowledge {
  const { handler } = createTransport(MOST_BYTES);
  const bodies = new WeakMap<object, Uint8Array>();
  const requestHandler: typeof handler = {
    ...handler,
    async handle(request, options) {
      const answer = await handler.handle(request, options);
      if (options?.abortSignal) bodies.set(options.abortSignal, answer.response.body);
      return answer;
    },
  };
  const client = new QConnectClient({ ...aws, requestHandler, maxAttempts: 1 });
  watchCalls(client, 'qconnect', watch);

  return {
    async ask(what, send, { shape, deadlineMs }) {
      const abortSignal = AbortSignal.timeout(deadlineMs);
      try {
        // The SDK heeds no signal while it waits for credentials.
        const sendOnce = () => orStopped(send(client, { abortSignal }), abortSignal);
        // By the answer to the first, it has learned how far the machine's clock is off.
        await sendOnce().catch((error) => (isClockFault(error) ? sendOnce() : Promise.reject(error)));
        // Read as it came: this version of the SDK drops what it doesn't know, which is all of WhatsApp.
        return { kind: 'known', value: shape.parse(jsonOf(bodies.get(abortSignal))) };
      } catch (error) {
        log.warn({ what, ...causeOf(error) }, 'Amazon Q in Connect was not asked');
        return { kind: 'unknown', trouble: troubleOf(error) };
      }
    },
    close: () => client.destroy(),
  };
}

/** What is null is as good as absent, as it is for the SDK. */
function jsonOf(body: Uint8Array | undefined): unknown {
  return JSON.parse(Buffer.from(body ?? []).toString('utf8'), (_, value) => value ?? undefined);
}
