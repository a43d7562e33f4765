import type { Channel } from '../channels/registry.ts';
import type { FormValues } from '../intake/form.ts';

/** Whose form it is, and where it was opened; without a place, one that asks for it. */
export interface FormOf {
  userId: string;
  placeId?: string | undefined;
}

/** What was typed into a form that was not sent. */
export interface Typed {
  /** The reach-out that the form was for. */
  reachOutId: string;
  values: FormValues;
  /** When something was typed last. */
  at: Date;
}

/** What a form holds by now. `isBack`: it came back from one that was closed, and nothing was done to it since. */
export type Holding = Typed & { isBack?: boolean };

/** What is remembered of somebody's forms in a place. */
export interface Remembered {
  /** Into a form that was closed within the hour. */
  typed?: Typed;
  /** By which they have reached out last. */
  channelHere?: Channel;
  channelAnywhere?: Channel;
}

/** What is remembered of forms. What was typed is encrypted, and kept for an hour after the form was closed. */
export interface Forms {
  of(form: FormOf): Promise<Remembered>;
  /**
   * In place of what was typed there before, unless that was later or has been sent. What is back comes back once more,
   * also where nobody says that its form was closed.
   */
  keep(form: FormOf, holding: Holding): Promise<void>;
  /** From now on, what was typed into it can come back. */
  close(form: FormOf, reachOutId: string): Promise<void>;
  /** Nothing stands in it by then. */
  drop(form: FormOf, emptied: Pick<Typed, 'reachOutId' | 'at'>): Promise<void>;
  /** What was typed there is not kept any longer. */
  sent(form: FormOf, channel: Channel): Promise<void>;
}
