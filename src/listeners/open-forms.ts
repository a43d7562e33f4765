import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { LRUCache } from 'lru-cache';
import { withoutInputs } from '../views/modal/quick-response.ts';
import type { Modals, OpenModal } from '../views/modals.ts';
import { inputBlocks } from './form-values.ts';
import { initialAnswers } from './initial-answers.ts';

/** More modals than are open at any time; the oldest are forgotten. */
const MOST_FORMS = 1000;

/** A form, with what is filled in. */
export type FormView = Pick<ViewOutput, 'id' | 'hash' | 'blocks' | 'private_metadata' | 'state'>;

/** What a form is to be; the inputs `anew` begin with their initial values again. */
export interface Change {
  view: ModalView;
  anew?: string[];
}

/** What is known of an open form. */
interface Known {
  /** What the newest action brought along of it. */
  newest?: { at: string; view: FormView };
  /** When each thing was done last, by Slack's action_ts, which sorts as text. */
  done: Map<string, string>;
  /** The hashes that it has had, with their order. */
  versions: Map<string, number>;
  /** What the app has put there last. */
  shown?: { hash: string; view: ModalView };
  /** The version with which an input began anew. */
  renewed: Map<string, number>;
  /** Settles with the last change. */
  turn: Promise<unknown>;
  /** What follows from what was done there. */
  underway: Set<Promise<unknown>>;
}

/**
 * The forms that are open. A person is faster than Slack's way there and back, so what an action brings along of its
 * form can be older than what the app has made of the action before: a form is changed by one at a time, and each
 * change goes by the form as it is then.
 */
export class OpenForms {
  readonly #modals: Modals;
  readonly #forms = new LRUCache<string, Known>({ max: MOST_FORMS });

  constructor(modals: Modals) {
    this.#modals = modals;
  }

  /** Notes what was done in a form; says whether that is of no account any more, as the same was done again since. */
  note(view: FormView, what: string, actionTs: string): () => boolean {
    const known = this.#known(view);
    const { newest, done } = known;
    if (!newest || actionTs > newest.at) known.newest = { at: actionTs, view };
    const isAgain = () => (done.get(what) ?? '') > actionTs;
    if (!isAgain()) done.set(what, actionTs);
    return () => isAgain() || isGone(known);
  }

  /** The form by what was put there and filled in last. */
  asItIs(view: FormView): FormView {
    const { newest, shown, versions, renewed } = this.#known(view);
    const given = newest?.view ?? view;
    if (!shown || !isBehind(given, { shown, versions })) return given;
    const version = versions.get(given.hash) ?? 0;
    const values = initialAnswers(shown.view);
    for (const [id, answer] of Object.entries(given.state.values))
      if (id in values && version >= (renewed.get(id) ?? 0)) values[id] = answer;
    const { blocks, private_metadata = '' } = shown.view;
    return { id: given.id, hash: shown.hash, blocks, private_metadata, state: { values } };
  }

  /** Changes a form, as it is once what was begun before has come to Slack. */
  async change(
    view: FormView,
    build: (now: FormView) => Promise<Change | undefined> | Change | undefined,
  ): Promise<void> {
    const known = this.#known(view);
    const turn = known.turn.then(async () => {
      if (isGone(known)) return;
      const now = this.asItIs(view);
      const change = await build(now);
      if (change) await this.#put(known, now, change);
    });
    known.turn = turn.catch(() => {});
    await turn;
  }

  /** Resolves with what follows from what was done in a form. */
  async during(view: { id: string }, work: Promise<void>): Promise<void> {
    const { underway } = this.#known(view);
    underway.add(work);
    await work.finally(() => underway.delete(work));
  }

  /** Resolves when nothing follows any more, with the blocks that the form has then. */
  async settled(view: FormView): Promise<FormView['blocks']> {
    const known = this.#known(view);
    await Promise.allSettled(known.underway);
    const { shown, versions } = known;
    return shown && isBehind(view, { shown, versions }) ? shown.view.blocks : view.blocks;
  }

  /** The form is closed. */
  forget({ id }: { id: string }): void {
    this.#forms.delete(id);
  }

  /** Slack keeps what is in an input that stays, whatever else it is given: so it goes first, and comes back. */
  async #put(known: Known, now: FormView, { view, anew = [] }: Change): Promise<void> {
    const { id, hash } = now;
    const { versions, renewed } = known;
    const had = (one: string) => {
      if (!versions.has(one)) versions.set(one, versions.size);
      return one;
    };
    const put = async (next: ModalView, before: string) => {
      const followed = await this.#modals.update({ id, hash: had(before) }, next);
      // Another instance has changed it meanwhile, by less than is known here.
      const after = followed ?? (await this.#modals.update({ id }, next));
      return had(after?.hash ?? before);
    };
    const bare = anew.length > 0 ? await put(withoutInputs(view, anew), hash) : hash;
    // Nobody is to be left with a form that has no message.
    const after = await put(view, bare).catch((error) => {
      if (anew.length === 0) throw error;
      return put(view, bare);
    });
    const before = inputBlocks(now);
    for (const input of Object.keys(initialAnswers(view)))
      if (anew.includes(input) || !before.has(input)) renewed.set(input, versions.size - 1);
    known.shown = { hash: after, view };
  }

  #known({ id }: { id: string }): Known {
    const found = this.#forms.get(id);
    if (found) return found;
    const known: Known = {
      ...{ done: new Map(), versions: new Map(), renewed: new Map() },
      ...{ turn: Promise.resolve(), underway: new Set() },
    };
    this.#forms.set(id, known);
    return known;
  }
}

function isBehind(
  { hash }: FormView,
  { shown, versions }: Pick<Required<Known>, 'shown' | 'versions'>,
): boolean {
  const version = versions.get(hash);
  return version !== undefined && version < (versions.get(shown.hash) ?? 0);
}

/** A form that was just opened. */
export function asOpened({ id, hash = '' }: OpenModal, view: ModalView): FormView {
  const { blocks, private_metadata = '' } = view;
  return { id, hash, blocks, private_metadata, state: { values: initialAnswers(view) } };
}

/** What stands in its place is no form. */
function isGone({ shown }: Known): boolean {
  return shown !== undefined && !shown.view.private_metadata;
}
