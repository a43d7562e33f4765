import type { ModalView } from '@slack/types';
import { answerIn, asText, type FormView, inputBlocks } from './form-values.ts';
import { initialAnswers } from './initial-answers.ts';

/** What the app puts in a form's place. */
export interface Change {
  view: ModalView;
  /** The inputs that begin with their initial values again, whatever is filled in there. */
  anew?: string[];
}

/**
 * What one form has been through: what was done in it, and what the app has put there. What a person does comes late and
 * in any order, with the form as it was then. Slack gives it a new hash with each change: the version tells which is older.
 */
export class FormHistory {
  /** The form as the newest action has brought it along. */
  #newest?: { at: string; view: FormView };
  /** When each thing was done last, by Slack's action_ts, which sorts as text. */
  readonly #doneAt = new Map<string, string>();
  /** The versions, by their hashes. */
  #versions = new Map<string, number>();
  /** What the app has put there last. Of what a submission was answered with, Slack tells no hash. */
  #shown?: { view: ModalView; version: number; hash: string };
  /** The version in which each input began with the app's own value. */
  #begunIn = new Map<string, number>();

  /** What stands in its place is no form. */
  get isGone(): boolean {
    return this.#shown !== undefined && !this.#shown.view.private_metadata;
  }

  /** Notes what was done; says whether that is of no account any more, as the same was done again since. */
  note(view: FormView, what: string, at: string): () => boolean {
    if (!this.#newest || at > this.#newest.at) this.#newest = { at, view };
    const isDoneAgain = () => (this.#doneAt.get(what) ?? '') > at;
    if (!isDoneAgain()) this.#doneAt.set(what, at);
    return () => isDoneAgain() || this.isGone;
  }

  /** The form by what was put there and filled in last. */
  asItIs(view: FormView): FormView {
    return this.broughtUpToDate(this.#newest?.view ?? view);
  }

  /** A form as it came from Slack, with what the app has put there since; itself where that is nothing. */
  broughtUpToDate(given: FormView): FormView {
    const shown = this.#shown;
    const version = this.#versions.get(given.hash);
    if (!shown || version === undefined || version >= shown.version) return given;
    const values = initialAnswers(shown.view);
    for (const [input, answer] of Object.entries(given.state.values))
      if (input in values && version >= this.#begun(input)) values[input] = answer;
    const { blocks, private_metadata = '' } = shown.view;
    return { id: given.id, hash: shown.hash, blocks, private_metadata, state: { values } };
  }

  /** What was typed into an input that has begun anew since, and so stands nowhere any more. */
  typedTooLate(view: FormView, input: string): string {
    const version = this.#versions.get(view.hash);
    const isLost = version !== undefined && version < this.#begun(input);
    return isLost ? asText(answerIn(view, input)) : '';
  }

  /** Slack has given the form this hash; one that is new makes the latest version. */
  saw(hash: string): number {
    const version = this.#versions.get(hash) ?? this.#versions.size;
    this.#versions.set(hash, version);
    return version;
  }

  /** The app has changed the form, which has this hash now. */
  changed(before: FormView, change: Change, hash: string): void {
    this.#show(before, change, this.saw(hash), hash);
  }

  /** A submission was answered with another view. What comes from there has a hash that was not seen yet. */
  answered(submitted: FormView, view: ModalView): void {
    this.saw(submitted.hash);
    this.#show(this.broughtUpToDate(submitted), { view }, this.#versions.size, '');
  }

  /** For another instance, which takes it over. */
  toText(): string {
    const kept: Kept = {
      ...(this.#newest && { newest: { at: this.#newest.at, view: partsOf(this.#newest.view) } }),
      ...(this.#shown && { shown: this.#shown }),
      ...{ doneAt: [...this.#doneAt], versions: [...this.#versions], begunIn: [...this.#begunIn] },
    };
    return JSON.stringify(kept);
  }

  /** What was done is of all instances; what was put there is as the one says that was there last. */
  takeOver(text: string): void {
    const { newest, shown, doneAt, versions, begunIn } = JSON.parse(text) as Kept;
    if (newest && newest.at > (this.#newest?.at ?? '')) this.#newest = newest;
    for (const [what, at] of doneAt) if (at > (this.#doneAt.get(what) ?? '')) this.#doneAt.set(what, at);
    this.#versions = new Map(versions);
    this.#begunIn = new Map(begunIn);
    if (shown) this.#shown = shown;
  }

  #show(before: FormView, { view, anew = [] }: Change, version: number, hash: string): void {
    const stood = inputBlocks(before);
    for (const input of Object.keys(initialAnswers(view)))
      if (anew.includes(input) || !stood.has(input)) this.#begunIn.set(input, version);
    this.#shown = { view, version, hash };
  }

  #begun(input: string): number {
    return this.#begunIn.get(input) ?? 0;
  }
}

interface Kept {
  newest?: { at: string; view: FormView };
  shown?: { view: ModalView; version: number; hash: string };
  doneAt: [what: string, at: string][];
  versions: [hash: string, version: number][];
  begunIn: [input: string, version: number][];
}

/** Slack sends more along. */
function partsOf({ id, hash, blocks, private_metadata, state }: FormView): FormView {
  return { id, hash, blocks, private_metadata, state };
}
