import { type Clock, systemClock } from '../connect/clock.ts';
import { emitter } from '../connect/emitter.ts';
import { faultBook } from '../connect/fault-book.ts';
import { SANDBOX_CREDENTIALS } from '../connect/index.ts';
import { close, listen } from '../connect/listen.ts';
import { type RequestLogEntry, requestLog } from '../connect/request-log.ts';
import type { Credentials } from '../connect/sigv4.ts';
import { waitFor } from '../connect/wait-for.ts';
import { defaultQSeed } from './default-seed.ts';
import type { QFault, QFaultOrder } from './faults.ts';
import { createKnowledge, requireEdition } from './knowledge.ts';
import type { QOperationName } from './operation-names.ts';
import { qServer } from './q-server.ts';
import type { QuickResponse } from './quick-response.ts';
import { say } from './say.ts';
import type { QSeed } from './seed.ts';
import { type ChannelSubtype, QUALIFIERS, type Template } from './template.ts';

export type SimulatedQConnectOptions = {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Parts of the simulated account that differ from the default. */
  seed?: Partial<QSeed>;
  /** Who may sign; `SANDBOX_CREDENTIALS` when left out. */
  credentials?: readonly Credentials[];
  clock?: Clock;
  /** From 0 to 1, for faults by chance. */
  random?: () => number;
};

export type SimulatedQConnect = {
  /** For AWS_ENDPOINT_URL_QCONNECT. */
  readonly url: string;
  readonly port: number;
  readonly seed: QSeed;
  stop(): Promise<void>;

  template(id: string): Template | undefined;
  /** Adds one, or takes the place of one with its id. */
  putTemplate(template: Template): void;
  deleteTemplate(id: string): void;
  quickResponses(): QuickResponse[];
  /** Adds one, or takes the place of one with its id. */
  putQuickResponse(response: QuickResponse): void;
  deleteQuickResponse(id: string): void;
  /**
   * What a chat that is started with a template says, by `id` or `id:version`, the active one without; of which channel
   * that is. Throws ResourceNotFoundException.
   */
  say(
    knowledgeBaseId: string,
    templateId: string,
    customAttributes: Readonly<Record<string, string>>,
  ): { channelSubtype: ChannelSubtype; text: string };

  fault(order: QFaultOrder): QFault;
  faults(): QFault[];
  cancelFault(id: number): void;
  clearFaults(): void;
  setLatency(ms: number): void;
  /** AWS's clock before the machine's, by which signatures are judged and answers dated; in ms. */
  setClockAhead(ms: number): void;
  subscribe(listener: (request: RequestLogEntry) => void): () => void;
  /** The last 500, oldest first. */
  requests(): RequestLogEntry[];
  /** Resolves with the probe's first truthy answer; rejects after `timeoutMs` (default 20,000). */
  waitFor<T>(probe: () => T, options?: { timeoutMs?: number }): Promise<Exclude<T, undefined | null | false>>;
};

/** A stand-in for Amazon Q in Connect on 127.0.0.1. Rejects when the port is taken. */
export async function startSimulatedQConnect(
  options: SimulatedQConnectOptions = {},
): Promise<SimulatedQConnect> {
  const { clock = systemClock, random = Math.random, credentials = [SANDBOX_CREDENTIALS] } = options;
  const knowledge = createKnowledge(defaultQSeed(options.seed));
  const faults = faultBook<QOperationName, QFaultOrder>(random);
  const log = requestLog(500);
  const requests = emitter<RequestLogEntry>();
  let latencyMs = 0;
  let clockAheadMs = 0;
  const server = qServer({
    ...{ knowledge, faults, credentials, clock, log },
    latencyMs: () => latencyMs,
    signatureNow: () => Date.now() + clockAheadMs,
    onRequest: (entry) => requests.emit(entry),
  });
  const port = await listen(server, options.port ?? 0);

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seed: knowledge.seed,
    stop: () => close(server),
    template: (id) => knowledge.templates.get(id),
    putTemplate: (template) => void knowledge.templates.set(template.id, template),
    deleteTemplate: (id) => void knowledge.templates.delete(id),
    quickResponses: () => [...knowledge.quickResponses.values()],
    putQuickResponse: (response) => void knowledge.quickResponses.set(response.id, response),
    deleteQuickResponse: (id) => void knowledge.quickResponses.delete(id),
    say(knowledgeBaseId, templateId, customAttributes) {
      const qualified = templateId.includes(':') ? templateId : `${templateId}:${QUALIFIERS.active}`;
      const edition = requireEdition(knowledge, knowledgeBaseId, qualified);
      return { channelSubtype: edition.template.channelSubtype, text: say(edition, { customAttributes }) };
    },
    fault: (order) => faults.add(order),
    faults: () => faults.list(),
    cancelFault: (id) => faults.cancel(id),
    clearFaults: () => faults.clear(),
    setLatency(ms) {
      latencyMs = ms;
    },
    setClockAhead(ms) {
      clockAheadMs = ms;
    },
    subscribe: (listener) => requests.subscribe(listener),
    requests: () => log.list(),
    waitFor: (probe, wait) => waitFor(requests, probe, wait),
  };
}
