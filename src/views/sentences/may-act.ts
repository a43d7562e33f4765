import type { ActRefusal } from '../../domain/policy/may-act.ts';
import type { Ids } from '../../domain/policy/policy.ts';
import type { ShowNumberResult } from '../../domain/reach-out/show-number.ts';
import { mention } from '../text.ts';

/** More names than these are more than anybody asks. */
const MOST_NAMED = 3;

/** Whom to ask for what a person may not do themselves: "Only @Ada or an admin (@Grace) can stop it." */
export function actRefusalText(refusal: ActRefusal, what: string): string {
  if (refusal.kind === 'not_known')
    return "Slack couldn't be asked just now whether you may, so nothing was done. Try again in a moment.";
  const { owner, named } = refusal;
  const others = namesText(named);
  return `Only <@${owner}>${others && ` or an admin (${others})`} can ${what}.`;
}

const NUMBER_GONE = {
  not_found: 'Reach Out knows nothing of this any more.',
  erased: 'The number was erased, because it was kept long enough.',
  unreadable: "The number can't be read any more: its encryption key is gone.",
};

/** Why a number is not shown, and whom to ask. */
export function numberRefusalText(result: Exclude<ShowNumberResult, { kind: 'shown' }>): string {
  switch (result.kind) {
    case 'not_yours':
    case 'not_known':
      return actRefusalText(result, 'see the number');
    case 'not_named': {
      const names = namesText(result.named);
      return names ? `Only ${names} can see the number.` : 'The policy lets nobody see the number.';
    }
    default:
      return NUMBER_GONE[result.kind];
  }
}

function namesText(ids: Ids): string {
  return ids.slice(0, MOST_NAMED).map(mention).join(', ');
}
