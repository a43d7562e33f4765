import type { ModalView } from '@slack/types';

/** An open modal; with its hash, as it was then. */
export interface OpenModal {
  id: string;
  hash?: string;
}

/** The modals in Slack. */
export interface Modals {
  /** Within three seconds of what the trigger is from, and once. */
  open(triggerId: string, view: ModalView): Promise<OpenModal>;
  /** Puts another view in its place, unless it is gone; undefined when it has changed since it had that hash. */
  update(modal: OpenModal, view: ModalView): Promise<OpenModal | undefined>;
}
