import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import type { Log } from '../domain/kernel/log.ts';
import type { AppId } from './app-id.ts';
import type { Arrivals } from './arrivals.ts';
import type { Identity } from './identity.ts';
import { isOurs } from './ours.ts';

/** A payload that is not taken; with a status of HTTP of 500 and above, not now. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** Listeners still at work after their ack, which Bolt does not wait for when it stops. */
export class InFlight {
  readonly #running = new Set<Promise<unknown>>();

  async track(work: Promise<unknown>): Promise<void> {
    this.#running.add(work);
    try {
      await work;
    } finally {
      this.#running.delete(work);
    }
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}

/** Hears how long Slack has waited for an answer, by the type of what it has sent. */
export type OnAck = (payload: string, seconds: number) => void;

/** A Bolt with what it hears. */
export interface Hearing {
  bolt: App;
  body: ReceiverEvent['body'];
}

/** Of an installation that is known no more there is nothing to do. */
const FAREWELLS = ['app_uninstalled', 'tokens_revoked'];

/** Bolt where the app may be installed in several workspaces: each payload goes to the Bolt of its own. */
export class RoutingBolt extends App {
  readonly #find: (body: ReceiverEvent['body']) => Promise<Hearing[]>;
  readonly #onAck: OnAck;
  readonly #log: Log;

  constructor(
    options: AppOptions,
    { find, onAck, log }: { find(body: ReceiverEvent['body']): Promise<Hearing[]>; onAck: OnAck; log: Log },
  ) {
    super(options);
    this.#find = find;
    this.#onAck = onAck;
    this.#log = log;
  }

  /** @throws Refused */
  override async processEvent(received: ReceiverEvent): Promise<void> {
    const event = timed(received, this.#onAck);
    const found = await this.#find(event.body).catch((error) => {
      this.#log.warn({ err: error }, 'it is not known where a payload of Slack belongs');
      throw new Refused(503);
    });
    const [first, ...others] = found;
    if (first && others.length === 0) return first.bolt.processEvent({ ...event, body: first.body });
    if (first) {
      const ack = async () => {};
      await Promise.all(found.map(({ bolt, body }) => bolt.processEvent({ ...event, body, ack })));
      return event.ack();
    }
    if (FAREWELLS.includes(event.body.event?.type)) return event.ack();
    this.#log.warn({}, 'a payload for another app or workspace is refused');
    throw new Refused(403);
  }
}

interface Surroundings {
  me: Identity;
  app: AppId;
  arrivals: Arrivals;
  inFlight: InFlight;
  /** Absent where another Bolt is in front. */
  onAck?: OnAck;
  log: Log;
}

/** Bolt, which takes nothing that is meant for another app or workspace, and leaves nothing without an answer. */
export class ReachOutBolt extends App {
  readonly #me: Identity;
  readonly #app: AppId;
  readonly #arrivals: Arrivals;
  readonly #inFlight: InFlight;
  readonly #onAck: OnAck | undefined;
  readonly #log: Log;

  constructor(options: AppOptions, { me, app, arrivals, inFlight, onAck, log }: Surroundings) {
    super(options);
    this.#me = me;
    this.#app = app;
    this.#arrivals = arrivals;
    this.#inFlight = inFlight;
    this.#onAck = onAck;
    this.#log = log;
  }

  /** @throws Refused */
  override async processEvent(received: ReceiverEvent): Promise<void> {
    const event = this.#onAck ? timed(received, this.#onAck) : received;
    if (!isOurs(event.body, this.#me, this.#app.known)) {
      this.#log.warn({}, 'a payload for another app or workspace is refused');
      throw new Refused(403);
    }
    this.#arrivals.note(event.body);
    if ('event' in event.body) return this.#takeEvent(event);
    let isAnswered = false;
    const ack: ReceiverEvent['ack'] = (answer) => {
      isAnswered = true;
      return event.ack(answer);
    };
    const customProperties = { isAnswered: () => isAnswered };
    await this.#inFlight.track(super.processEvent({ ...event, ack, customProperties }));
    if (!isAnswered) throw new Refused(404);
  }

  /**
   * Bolt acks an event before its listeners run. What they could not take in would be lost then: Slack hears of it
   * when they are done, and sends again what they ask for again.
   */
  async #takeEvent(event: ReceiverEvent): Promise<void> {
    let isWantedAgain = false;
    const customProperties = {
      isAnswered: () => true,
      wantAgain: () => {
        isWantedAgain = true;
      },
    };
    await this.#inFlight.track(super.processEvent({ ...event, ack: async () => {}, customProperties }));
    if (isWantedAgain) throw new Refused(503);
    await event.ack();
  }
}

/** The same; what its answer took is told. */
function timed(event: ReceiverEvent, onAck: OnAck): ReceiverEvent {
  const begun = performance.now();
  const ack: ReceiverEvent['ack'] = async (answer) => {
    await event.ack(answer);
    onAck(payloadOf(event.body), (performance.now() - begun) / 1000);
  };
  return { ...event, ack };
}

/** A command has no type. */
function payloadOf({ type, command }: Record<string, unknown>): string {
  if (typeof type === 'string') return type;
  return typeof command === 'string' ? 'slash_command' : '';
}
