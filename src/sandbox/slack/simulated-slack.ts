import type { AddressInfo } from 'node:net';
import type { ChangeListener, Unsubscribe } from './changes.ts';
import { findConversation, setMembership } from './conversations.ts';
import { createLoggedDelivery } from './delivery/deliver.ts';
import type { Ack, Courier, Delivery } from './delivery/delivery.ts';
import { createEventSender } from './delivery/events.ts';
import { createHttpCourier, type HttpCourier } from './delivery/http.ts';
import { createSocketMode, SOCKET_PATH, type SocketMode } from './delivery/socket-mode.ts';
import { type FaultHandle, type FaultSpec, Faults } from './faults.ts';
import type { Json } from './json.ts';
import { type LogEntry, RequestLog } from './log.ts';
import { changeManifest, installAgain, resolveOptions, type SimulatedSlackOptions } from './options.ts';
import { type OtherApp, postAsOtherApp } from './other-apps.ts';
import { createPerson, type Person, type PersonOptions } from './person/person.ts';
import { PostRate } from './post-rate.ts';
import { ResponseUrls } from './response-urls.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { createSlackServer } from './server.ts';
import { startStep } from './steps.ts';
import { Triggers } from './triggers.ts';
import type { Conversation, Message, WorkspaceState } from './types.ts';
import { Uploads } from './uploads.ts';
import { type WaitOptions, waitFor } from './wait-for.ts';
import { Workspace } from './workspace.ts';

export type SimulatedSlack = {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** For WebClient's `slackApiUrl`: the same with `/api/`. */
  readonly apiUrl: string;
  readonly port: number;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly configToken: string;
  readonly workspace: Workspace;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** Act as a person of the workspace. */
  as: (userId: string, options?: PersonOptions) => Person;
  /** Where commands, interactions and events go: a request URL, or Socket Mode. Without it, sockets when there are any. */
  deliverTo: (target: { url: string } | { socketMode: true }) => void;
  /** Change the app's settings, as on its page in Slack; its scopes change with the next installation. */
  changeManifest: (manifest: Json) => void;
  /** Install the app again, with the scopes that its settings ask for. */
  installAgain: () => void;
  /** Of the bot token; undefined: all. */
  scopes: () => ReadonlySet<string> | undefined;
  /** Let a coming Web API call go wrong. */
  fault: (spec: FaultSpec) => FaultHandle;
  /** Another app, a workflow or an incoming webhook writes. */
  otherAppPosts: (reference: string, text: string, options?: { threadTs?: string; by?: OtherApp }) => Message;
  /** Send an Events API event, with redeliveries; resolves when the last attempt is over. */
  sendEvent: (event: Json) => Promise<Ack | undefined>;
  /** Send a logged delivery again, freshly signed, as it was; what the app answers changes nothing in the workspace. */
  redeliver: (entry: LogEntry) => Promise<Ack>;
  /** Send anything at all. */
  deliver: (delivery: Delivery) => Promise<Ack>;
  /** Run a workflow step of the app; resolves to its execution id once the event is acknowledged. */
  runStep: (callbackId: string, inputs: Json, startedBy?: string) => Promise<string>;
  /** The conversation by id or name. */
  conversation: (reference: string) => Conversation;
  /** Invite a user or remove them; the app by its bot user id. */
  setMembership: (reference: string, user: string, member: boolean) => void;
  /** All messages of a conversation, replies and ephemeral ones included, oldest first. */
  messages: (reference: string) => readonly Message[];
  /** The replies of a thread without its head, oldest first. */
  thread: (reference: string, ts: string) => readonly Message[];
  /**
   * The first truthy value of `probe`, tried at once and after each change in the workspace.
   * Rejects after `timeoutMs` (20,000 by default), saying what was seen last.
   */
  waitFor: <T>(probe: () => T | undefined | null | false, options?: WaitOptions) => Promise<T>;
  /** The first message, present or to come, that satisfies the test. */
  waitForMessage: (matches: (message: Message) => boolean, options?: WaitOptions) => Promise<Message>;
  subscribe: (listener: ChangeListener) => Unsubscribe;
  /** Socket Mode on demand: how many sockets are open, ask to reconnect, send any frame, cut. */
  readonly sockets: Pick<SocketMode, 'connected' | 'refresh' | 'send' | 'cut'>;
  /** Web API answers come this much later from now on, milliseconds. */
  setLatency: (ms: number) => void;
  /** Its answers are dated so much later than the machine's clock says, milliseconds. */
  setClockAhead: (ms: number) => void;
  /** All state as JSON, for the `state` option of a later start. */
  snapshot: () => WorkspaceState;
  stop: () => Promise<void>;
};

/** Start a Slack workspace with one app installed, on 127.0.0.1. */
export async function startSimulatedSlack(given: SimulatedSlackOptions = {}): Promise<SimulatedSlack> {
  const options = resolveOptions(given);
  const workspace = new Workspace(options.state, options);
  const log = new RequestLog(options.keepRequests);
  const faults = new Faults();
  const stopped = new AbortController();
  const socketMode = createSocketMode({
    appId: workspace.app.id,
    onChange: (connected) => workspace.changes.emit({ type: 'sockets_changed', connected }),
  });
  let http: HttpCourier | undefined;
  let forceSockets = false;
  let port = 0;

  const deliverTo: SimulatedSlack['deliverTo'] = (target) => {
    http?.close();
    http = 'url' in target ? createHttpCourier({ ...options, url: target.url }) : undefined;
    forceSockets = 'socketMode' in target;
  };
  const courier = (): Courier => (forceSockets || !http ? socketMode.deliver : http.deliver);
  const deliver = createLoggedDelivery({ courier, deadlineMs: options.ackDeadlineMs, log, workspace });
  const responseUrls = new ResponseUrls(options.now);
  const context: SandboxContext = {
    options,
    workspace,
    triggers: new Triggers(options.now),
    responseUrls,
    uploads: new Uploads(),
    faults,
    log,
    deliver,
    sendEvent: createEventSender({ options, workspace, deliver, stopped: stopped.signal }),
    responseUrl: (target) => `http://127.0.0.1:${port}/response/${responseUrls.issue(target)}`,
    fileUrl: (path) => `http://127.0.0.1:${port}/files-pri/${path}`,
    uploadUrl: (ticket) => `http://127.0.0.1:${port}/upload/v1/${ticket}`,
    socketUrl: () =>
      `ws://127.0.0.1:${port}${SOCKET_PATH}/?ticket=${socketMode.issueTicket()}&app_id=${workspace.app.id}`,
  };
  if (options.requestUrl) deliverTo({ url: options.requestUrl });

  const server = createSlackServer({ context, postRate: new PostRate(options), socketMode });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${port}`;

  const conversation = (reference: string): Conversation => {
    const found = findConversation(workspace, reference);
    if (!found) throw new Error(`There is no conversation ${reference}`);
    return found;
  };
  const wait: SimulatedSlack['waitFor'] = (probe, waitOptions) =>
    waitFor(workspace.changes, probe, waitOptions);

  return {
    url,
    apiUrl: `${url}/api/`,
    port,
    botToken: options.botToken,
    appToken: options.appToken,
    signingSecret: options.signingSecret,
    configToken: options.configToken,
    workspace,
    log,
    faults,
    as: (userId, personOptions = {}) => {
      const person = workspace.people.get(userId);
      if (!person) throw new Error(`There is no person ${userId}`);
      return createPerson(context, person, personOptions);
    },
    deliverTo,
    changeManifest: (manifest) => changeManifest(options, manifest),
    installAgain: () => installAgain(options),
    scopes: () => options.scopes,
    fault: (spec) => faults.add(spec),
    otherAppPosts: (reference, text, options) =>
      postAsOtherApp(context, conversation(reference), text, options),
    sendEvent: context.sendEvent,
    redeliver: ({ delivery, name }) => {
      if (!delivery) throw new Error(`${name} was no delivery`);
      return deliver(delivery);
    },
    deliver,
    runStep: (callbackId, inputs, startedBy) => startStep(context, callbackId, inputs, startedBy),
    conversation,
    setMembership: (reference, user, member) =>
      setMembership(workspace, conversation(reference), user, member),
    messages: (reference) => workspace.timeline(conversation(reference).id).messages,
    thread: (reference, ts) => workspace.timeline(conversation(reference).id).replies.get(ts) ?? [],
    waitFor: wait,
    waitForMessage: (matches, waitOptions) =>
      wait(() => {
        for (const id of workspace.conversations.keys()) {
          const found = workspace.timeline(id).messages.find(matches);
          if (found) return found;
        }
        return undefined;
      }, waitOptions),
    subscribe: (listener) => workspace.changes.subscribe(listener),
    sockets: socketMode,
    setLatency: (ms) => {
      options.latencyMs = ms;
    },
    setClockAhead: (ms) => {
      options.clockAheadMs = ms;
    },
    snapshot: () => workspace.snapshot(),
    stop: async () => {
      stopped.abort();
      await socketMode.close();
      http?.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
