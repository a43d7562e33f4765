import { FIELDS } from '../domain/intake/fields/fields.ts';
import { whomToAsk } from '../domain/kernel/settings.ts';
import type { Refusal } from '../domain/policy/decide.ts';
import { judge, type Where } from '../domain/policy/judge.ts';
import { refusalText } from '../views/sentences/refusals.ts';
import { actingAs, type Deps } from './deps.ts';

/** What the policy would refuse by now; nothing where that is not known yet, for it is asked again. */
export async function refusalsOf(deps: Deps, input: { userId: string } & Where): Promise<Refusal[]> {
  const ctx = actingAs(deps, input.userId, 'form');
  const verdict = await judge({ ctx, input });
  return verdict?.kind === 'refuse' ? verdict.refusals : [];
}

/** What to know of a picked conversation, as far as the policy can have anything against it. */
export async function placeHintOf(deps: Deps, input: { userId: string } & Where): Promise<string> {
  const refusal = (await refusalsOf(deps, input)).find(({ rule }) => rule === 'places');
  return refusal ? refusalText(refusal, whomToAsk(deps.context.settings).plain) : FIELDS.conversation.hint;
}
