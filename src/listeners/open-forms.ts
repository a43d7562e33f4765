import type { ModalView } from '@slack/types';
import { LRUCache } from 'lru-cache';
import type { SharedForms } from '../domain/form/shared-forms.ts';
import { atMost } from '../domain/kernel/at-most.ts';
import { withoutInputs } from '../views/modal/quick-response.ts';
import type { Modals, OpenModal } from '../views/modals.ts';
import { type Change, FormHistory } from './form-history.ts';
import type { FormView } from './form-values.ts';
import { initialAnswers } from './initial-answers.ts';

/** More modals than are open at any time; the oldest are forgotten. Each takes some 30 KB. */
const MOST_FORMS = 1000;
/** Longer than Slack's way there and back: then a form is what comes of it. Slack does not tell of each that is closed. */
const KEPT_MS = 10 * 60_000;

interface OpenForm {
  /** By which other instances know that it is in hand here. */
  holder?: string;
  history: FormHistory;
  /** What follows from what was done there. */
  underway: Set<Promise<unknown>>;
  /** Settles with the last change. */
  changing: Promise<unknown>;
  /** Settles with the last answer to a submission that has put another view there. */
  answering?: Promise<unknown>;
}

/**
 * The forms that are open. A person is faster than Slack's way there and back, so what an action brings along of its
 * form can be older than what the app has made of the action before: a form is changed by one at a time, and each
 * change goes by the form as it is then, whichever instance Slack has told of it.
 */
export class OpenForms {
  readonly #modals: Modals;
  readonly #shared: SharedForms | undefined;
  readonly #forms = new LRUCache<string, OpenForm>({
    ...atMost(MOST_FORMS),
    ...{ ttl: KEPT_MS, updateAgeOnGet: true },
  });

  constructor(modals: Modals, shared?: SharedForms) {
    this.#modals = modals;
    this.#shared = shared;
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
    return this.#of(view).history.note(view, what, actionTs);
  }

  /** The form by what was put there and filled in last. */
  asItIs(view: FormView): FormView {
    return this.#of(view).history.asItIs(view);
  }

  /** What was typed into an input that has begun anew since, and so stands nowhere any more. */
  typedTooLate(view: FormView, input: string): string {
    return this.#of(view).history.typedTooLate(view, input);
  }

  /** Changes a form, as it is once what was begun before has come to Slack. */
  async change(
    view: FormView,
    build: (now: FormView) => Promise<Change | undefined> | Change | undefined,
  ): Promise<void> {
    const form = this.#of(view);
    const { history } = form;
    const turn = form.changing.then(async () => {
      const follow = async () => {
        if (history.isGone) return true;
        const now = history.asItIs(view);
        const change = await build(now);
        return !change || this.#put(form, now, change);
      };
      while (!(await this.#inTurn(view, form, follow))) await form.answering;
    });
    form.changing = turn.catch(() => {});
    await turn;
  }

  /** Resolves with what follows from what was done in a form. */
  async during(view: { id: string }, work: Promise<void>): Promise<void> {
    const { underway } = this.#of(view);
    underway.add(work);
    await work.finally(() => underway.delete(work));
  }

  /** A form that is submitted, once nothing follows any more from what was done there before; itself where it has given way. */
  async settled(view: FormView): Promise<FormView> {
    const { history, underway } = this.#of(view);
    await Promise.allSettled(underway);
    const known = await this.#shared?.look(view.id).catch(() => undefined);
    if (known) history.takeOver(known);
    return history.isGone ? view : history.broughtUpToDate(view);
  }

  /** Answers a submission with another view, which takes the form's place. */
  async answer(submitted: FormView, view: ModalView, ack: () => Promise<void>): Promise<void> {
    const form = this.#of(submitted);
    form.history.answered(submitted, view);
    const acked = ack();
    // No other instance takes the answer away that knows of it; nobody waits for that.
    const known = this.#shared?.put(submitted.id, form.history.toText()).catch(() => {});
    form.answering = Promise.allSettled([acked, known]);
    await acked;
  }

  /** The form is closed. */
  forget({ id }: { id: string }): void {
    this.#forms.delete(id);
    this.#shared?.forget(id).catch(() => {});
  }

  /**
   * While no other instance changes the form, and by what those before have made of it; by what is known here where the
   * database doesn't say. False where it was taken away.
   */
  async #inTurn({ id }: { id: string }, form: OpenForm, act: () => Promise<boolean>): Promise<boolean> {
    const taken = await this.#shared?.take(id).catch(() => undefined);
    if (!this.#shared || !taken) return act();
    const { history } = form;
    const { holder, known } = taken;
    if (known) history.takeOver(known);
    form.holder = holder;
    const acting = act();
    await acting.catch(() => {});
    const isKept = await this.#shared.letGo(id, holder, history.toText()).catch(() => true);
    return (await acting) && isKept;
  }

  /** Whether no other instance has answered a submission meanwhile. */
  async #isInHand(id: string, { holder = '' }: OpenForm): Promise<boolean> {
    return this.#shared?.isHeldBy(id, holder).catch(() => true) ?? true;
  }

  /** Puts a change there. False where a submission was answered meanwhile: the form is another one. */
  async #put(form: OpenForm, now: FormView, change: Change): Promise<boolean> {
    const { id } = now;
    const { history, answering } = form;
    const isAnswered = () => form.answering !== answering;
    const { view, anew = [] } = change;
    let { hash } = now;
    history.saw(hash);
    // Slack keeps what is in an input that stays, whatever else it is given: so it goes first, and comes back.
    for (const next of anew.length > 0 ? [withoutInputs(view, anew), view] : [view]) {
      const followed = await this.#modals.update({ id, hash }, next);
      if (!followed && (isAnswered() || !(await this.#isInHand(id, form)))) return false;
      // Slack has carried out a change that it has not confirmed.
      const after = followed ?? (await this.#modals.update({ id }, next));
      hash = after?.hash ?? hash;
      history.saw(hash);
    }
    if (isAnswered()) return false;
    history.changed(now, change, hash);
    return true;
  }

  #of({ id }: { id: string }): OpenForm {
    const known = this.#forms.get(id);
    if (known) return known;
    this.#forms.purgeStale();
    const form: OpenForm = { history: new FormHistory(), underway: new Set(), changing: Promise.resolve() };
    this.#forms.set(id, form);
    return form;
  }
}

/** A form that was just opened. */
function asOpened({ id, hash = '' }: OpenModal, view: ModalView): FormView {
  const { blocks, private_metadata = '' } = view;
  return { id, hash, blocks, private_metadata, state: { values: initialAnswers(view) } };
}
