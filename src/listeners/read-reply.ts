import type { Draft } from '../domain/quick-responses/draft.ts';
import { QUICK_RESPONSE } from '../views/ids.ts';
import { readSetAside } from './asides.ts';
import type { FormView } from './form-values.ts';
import { answerIn } from './form-values.ts';

/** What is filled in to the form of a reply. */
export interface TypedReply extends Draft {
  /** The quick response. */
  chosen?: string | string[] | undefined;
}

export function readReply(view: FormView): TypedReply {
  return {
    message: String(answerIn(view, 'message') ?? ''),
    setAside: readSetAside(view),
    chosen: answerIn(view, QUICK_RESPONSE),
  };
}
