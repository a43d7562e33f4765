import { randomBytes } from 'node:crypto';
import { SlackError } from './slack-error.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const TRIGGER_LIFETIME_MS = 3_000;
const FORGET_AFTER_MS = 60_000;

/** Who may be shown a view, and the conversation where they were, if any. */
export type TriggerOrigin = { user: string; conversation?: string };

type Trigger = { origin: TriggerOrigin; issuedAt: number; used: boolean };

/** Under load the oldest are forgotten early, so that memory stays bounded. */
const MOST_REMEMBERED = 20_000;

/** The trigger_ids that were given out: good for three seconds and one view. */
export class Triggers {
  readonly #now: () => number;
  readonly #triggers = new Map<string, Trigger>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(origin: TriggerOrigin): string {
    this.#forgetOld();
    const id = `${Math.floor(this.#now())}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`;
    this.#triggers.set(id, { origin, issuedAt: this.#now(), used: false });
    return id;
  }

  /**
   * Before whom the view may be shown. Only a success uses the trigger up: call `exchange` when the
   * view is known to be sound.
   * @throws SlackError invalid_trigger_id, exchanged_trigger_id, expired_trigger_id
   */
  originOf(id: string): TriggerOrigin {
    const trigger = this.#triggers.get(id);
    if (!trigger) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (this.#now() - trigger.issuedAt >= TRIGGER_LIFETIME_MS) throw new SlackError('expired_trigger_id');
    return trigger.origin;
  }

  exchange(id: string): void {
    const trigger = this.#triggers.get(id);
    if (trigger) trigger.used = true;
  }

  #forgetOld(): void {
    for (const [id, trigger] of this.#triggers) {
      if (this.#triggers.size < MOST_REMEMBERED && this.#now() - trigger.issuedAt < FORGET_AFTER_MS) return;
      this.#triggers.delete(id);
    }
  }
}
