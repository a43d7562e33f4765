import { createAutopilot } from './autopilot.ts';
import { customParticipant } from './chat/chat.ts';
import { DEFAULT_MESSAGE_SETTINGS } from './chat/message-stream.ts';
import { systemClock } from './clock.ts';
import { possibleActions } from './contact/actions.ts';
import { defaultSeed } from './default-seed.ts';
import { DEFAULT_EVENT_SETTINGS } from './event-stream.ts';
import { faultBook } from './fault-book.ts';
import type { FaultOrder } from './faults.ts';
import { connectServer } from './http-server.ts';
import { close, listen } from './listen.ts';
import { watchNaturalEnds } from './natural-ends.ts';
import { ACCOUNT_OPERATIONS, END_USER_MESSAGING, type OperationName } from './operation-names.ts';
import { phoneOf } from './phone.ts';
import { defaultQuotas, quotaKeeper } from './quotas.ts';
import { requestLog } from './request-log.ts';
import type { Credentials } from './sigv4.ts';
import type { SimulatedConnect, SimulatedConnectOptions } from './simulated-connect.ts';
import { createSimulation } from './simulation.ts';
import { restoreSnapshot, takeSnapshot } from './snapshot.ts';
import { waitFor } from './wait-for.ts';
import { createWorld } from './world.ts';

/** What a client signs with when the options name nobody else. Worth nothing anywhere else. */
export const SANDBOX_CREDENTIALS: Credentials = {
  accessKeyId: 'AKIASANDBOXREACHOUT0',
  secretAccessKey: 'sandbox-secret-worth-nothing-elsewhere',
};

/** A stand-in for Amazon Connect on 127.0.0.1. Rejects when the port is taken. */
export async function startSimulatedConnect(
  options: SimulatedConnectOptions = {},
): Promise<SimulatedConnect> {
  const { clock = systemClock, random = Math.random, credentials = [SANDBOX_CREDENTIALS] } = options;
  const simulation = createSimulation({
    seed: defaultSeed(options.seed),
    clock,
    random,
    ...(options.newId ? { newId: options.newId } : {}),
    maxContacts: options.maxContacts ?? 20_000,
    eventSettings: { ...DEFAULT_EVENT_SETTINGS, ...options.events },
    messageSettings: { ...DEFAULT_MESSAGE_SETTINGS, ...options.messages },
    secondChat: options.secondChat ?? 'another',
    openChatsAtOnce: options.openChatsAtOnce ?? true,
    forgetTokensOfEndedContacts: options.forgetTokensOfEndedContacts ?? false,
    templates: options.templates,
    canPublish: options.canPublish,
  });
  if (options.snapshot) restoreSnapshot(simulation, options.snapshot);
  const onlyByName = new Set([...END_USER_MESSAGING, ...ACCOUNT_OPERATIONS]);
  const faults = faultBook<OperationName, FaultOrder>(random, onlyByName);
  const quotas = quotaKeeper(options.quotas ?? defaultQuotas(), clock);
  const log = requestLog(options.maxRequests ?? 1000);
  const autopilot = createAutopilot(simulation);
  const denied = new Set<OperationName>();
  let latencyMs = options.latencyMs ?? 0;
  let clockAheadMs = 0;
  const server = connectServer({
    simulation,
    faults,
    quotas,
    credentials,
    denied,
    log,
    latencyMs: () => latencyMs,
    signatureNow: () => Date.now() + clockAheadMs,
  });
  const port = await listen(server, options.port ?? 0);
  const { book, chats, events, messages, changes } = simulation;
  const chatOf = (id: string) => {
    const contact = book.get(id);
    return contact?.channel === 'CHAT' ? chats.of(contact) : undefined;
  };
  const tell = () => changes.emit({ type: 'settings' });
  autopilot.set(options.autopilot ?? false);
  const stopNaturalEnds = (options.naturalEnds ?? true) ? watchNaturalEnds(simulation) : () => {};

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seed: simulation.seed,
    credentials,
    async stop() {
      autopilot.set(false);
      stopNaturalEnds();
      await close(server);
    },
    contacts: () => book.list(),
    contact: (id) => book.get(id),
    world: createWorld(simulation),
    act: (id, action) => simulation.act(id, action, 'hand'),
    possible: (id) => possibleActions(book.require(id)),
    autopilot(on) {
      autopilot.set(on);
      tell();
    },
    isAutopilotOn: () => autopilot.isOn(),
    fault(order) {
      const fault = faults.add(order);
      tell();
      return fault;
    },
    faults: () => faults.list(),
    cancelFault(id) {
      faults.cancel(id);
      tell();
    },
    clearFaults() {
      faults.clear();
      tell();
    },
    deny(operation, isDenied) {
      if (isDenied) denied.add(operation);
      else denied.delete(operation);
      tell();
    },
    isDenied: (operation) => denied.has(operation),
    setQuotas(next) {
      quotas.set(next);
      tell();
    },
    setSecondChat(way) {
      simulation.secondChat = way;
    },
    setLatency(ms) {
      latencyMs = ms;
      tell();
    },
    latency: () => latencyMs,
    setClockAhead(ms) {
      clockAheadMs = ms;
    },
    clockAhead: () => clockAheadMs,
    onEvent: (listener) => events.onEvent(listener),
    recentEvents: () => events.recent(),
    deliverEventsTo: (sink, queue) => events.deliverTo(sink, queue),
    configureEvents(next) {
      events.configure(next);
      tell();
    },
    eventSettings: () => events.settings(),
    emitEvent: (id, type) => events.emit(book.require(id), type),
    onMessage: (listener) => messages.onMessage(listener),
    recentMessages: () => messages.recent(),
    deliverMessagesTo: (sink, queue, topicArn) => messages.deliverTo(sink, queue, topicArn),
    configureMessages(next) {
      messages.configure(next);
      tell();
    },
    messageSettings: () => messages.settings(),
    chat: chatOf,
    participant(id) {
      const chat = chatOf(id);
      return chat && customParticipant(chat, clock.now());
    },
    phone: (number, subtype) => phoneOf(book.list(), number, subtype),
    subscribe: (listener) => changes.subscribe(listener),
    requests: () => log.list(),
    clearRequests: () => log.clear(),
    counters: () => structuredClone(simulation.counters),
    contactsPerToken: () => simulation.tokens.contactsPerToken(),
    waitFor: (probe, wait) => waitFor(changes, probe, wait),
    snapshot: () => takeSnapshot(simulation),
    restore: (snapshot) => restoreSnapshot(simulation, snapshot),
  };
}
