import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { LRUCache } from 'lru-cache';
import { atMost } from '../domain/kernel/at-most.ts';
import { withoutInputs } from '../views/modal/quick-response.ts';
import type { Modals, OpenModal } from '../views/modals.ts';
import { answerIn, inputBlocks } from './form-values.ts';
import { initialAnswers } from './initial-answers.ts';

/** More modals than are open at any time; the oldest are forgotten. Each takes some 30 KB. */
const MOST_FORMS = 1000;
/** Longer than Slack's way there and back: then a form is what comes of it. Slack does not tell of each that is closed. */
const KEPT_MS = 10 * 60_000;

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
  /** The hashes that it has had, with their order: Slack gives a form a new one with each change. */
  versions: Map<string, number>;
  /** What the app has put there last. Of what a submission was answered with, Slack tells no hash. */
  shown?: { hash?: string; version: number; view: ModalView };
  /** The version with which an input began anew. */
  renewed: Map<string, number>;
  /** Settles with the last change. */
  turn: Promise<unknown>;
  /** Settles when a submission has been answered. */
  answering?: Promise<unknown>;
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
  readonly #forms = new LRUCache<string, Known>({
    ...atMost(MOST_FORMS),
    ...{ ttl: KEPT_MS, updateAgeOnGet: true },
  });

  constructor(modals: Modals) {
    this.#modals = modals;
  }

  /** Opens a form at once, and changes it by what is found meanwhile. */
  async open<Found>(
    triggerId: string,
    view: ModalView,
    find: () => Promise<Found>,
    build: (now: FormView, found: Found) => Change | undefined,
  ): Promise<Found> {
    const opening = this.#modals.open(triggerId, view);
    const finding = find();
    // It is awaited only where the form opens.
    finding.catch(() => {});
    const form = asOpened(await opening, view);
    const follow = async () => {
      const found = await finding;
      await this.change(form, (now) => build(now, found));
    };
    await this.during(form, follow());
    return finding;
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
    const known = this.#known(view);
    return broughtUpToDate(known.newest?.view ?? view, known);
  }

  /** What was typed into an input of a form that has begun anew since: it stands nowhere any more. */
  overtaken(view: FormView, input: string): string {
    const { versions, renewed } = this.#known(view);
    const version = versions.get(view.hash) ?? versions.size;
    return version < (renewed.get(input) ?? 0) ? [answerIn(view, input) ?? ''].flat().join() : '';
  }

  /** Changes a form, as it is once what was begun before has come to Slack. */
  async change(
    view: FormView,
    build: (now: FormView) => Promise<Change | undefined> | Change | undefined,
  ): Promise<void> {
    const known = this.#known(view);
    const turn = known.turn.then(async () => {
      let isDone = false;
      while (!isDone && !isGone(known)) {
        const now = this.asItIs(view);
        const change = await build(now);
        isDone = !change || (await this.#put(known, now, change));
        if (!isDone) await known.answering;
      }
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

  /** A form that is submitted, once nothing follows any more from what was done there before; itself where it has given way. */
  async settled(view: FormView): Promise<FormView> {
    const known = this.#known(view);
    await Promise.allSettled(known.underway);
    return isGone(known) ? view : broughtUpToDate(view, known);
  }

  /** Answers a submission with another view, which takes the form's place. */
  async answer(submitted: FormView, view: ModalView, ack: () => Promise<void>): Promise<void> {
    const known = this.#known(submitted);
    versionOf(known, submitted.hash);
    const version = known.versions.size;
    noteRenewed(known, broughtUpToDate(submitted, known), { view, version });
    // What comes from Slack after it has a hash that is not known yet.
    known.versions.set(`answer ${version}`, version);
    known.shown = { version, view };
    const acked = ack();
    known.answering = acked.catch(() => {});
    await acked;
  }

  /** The form is closed. */
  forget({ id }: { id: string }): void {
    this.#forms.delete(id);
  }

  /**
   * Slack keeps what is in an input that stays, whatever else it is given: so it goes first, and comes back.
   * False where a submission has been answered meanwhile: the form is another one.
   */
  async #put(known: Known, now: FormView, { view, anew = [] }: Change): Promise<boolean> {
    const { id, hash } = now;
    const { shown } = known;
    versionOf(known, hash);
    /** The hash that it has then; undefined where a submission has been answered. */
    const put = async (next: ModalView, hash: string): Promise<string | undefined> => {
      const followed = await this.#modals.update({ id, hash }, next);
      if (!followed && known.shown !== shown) return undefined;
      // Another instance has changed it meanwhile, by less than is known here.
      const after = followed ?? (await this.#modals.update({ id }, next));
      versionOf(known, after?.hash ?? hash);
      return after?.hash ?? hash;
    };
    const bare = anew.length > 0 ? await put(withoutInputs(view, anew), hash) : hash;
    const after = bare === undefined ? undefined : await put(view, bare);
    if (after === undefined || known.shown !== shown) return false;
    const version = versionOf(known, after);
    noteRenewed(known, now, { view, version, anew });
    known.shown = { hash: after, version, view };
    return true;
  }

  #known({ id }: { id: string }): Known {
    const found = this.#forms.get(id);
    if (found) return found;
    this.#forms.purgeStale();
    const known: Known = {
      ...{ done: new Map(), versions: new Map(), renewed: new Map() },
      ...{ turn: Promise.resolve(), underway: new Set() },
    };
    this.#forms.set(id, known);
    return known;
  }
}

/** The order of a hash among those that the form has had; the last where it is new. */
function versionOf({ versions }: Known, hash: string): number {
  const version = versions.get(hash) ?? versions.size;
  versions.set(hash, version);
  return version;
}

/** Notes which inputs of a view begin anew with it: what an earlier version of the form holds in them counts no more. */
function noteRenewed(
  { renewed }: Known,
  before: FormView,
  { view, version, anew = [] }: Change & { version: number },
): void {
  const inputs = inputBlocks(before);
  for (const input of Object.keys(initialAnswers(view)))
    if (anew.includes(input) || !inputs.has(input)) renewed.set(input, version);
}

/** A form as it came from Slack, with what the app has put there since in place of its own: itself where that is nothing. */
function broughtUpToDate(given: FormView, { shown, versions, renewed }: Known): FormView {
  const version = versions.get(given.hash);
  if (!shown || version === undefined || version >= shown.version) return given;
  const values = initialAnswers(shown.view);
  for (const [id, answer] of Object.entries(given.state.values))
    if (id in values && version >= (renewed.get(id) ?? 0)) values[id] = answer;
  const { blocks, private_metadata = '' } = shown.view;
  return { id: given.id, hash: shown.hash ?? '', blocks, private_metadata, state: { values } };
}

/** A form that was just opened. */
function asOpened({ id, hash = '' }: OpenModal, view: ModalView): FormView {
  const { blocks, private_metadata = '' } = view;
  return { id, hash, blocks, private_metadata, state: { values: initialAnswers(view) } };
}

/** What stands in its place is no form. */
function isGone({ shown }: Known): boolean {
  return shown !== undefined && !shown.view.private_metadata;
}
