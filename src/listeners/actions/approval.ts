import { decideApproval, mayDecide } from '../../domain/approval/decide-approval.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { buildDecline } from '../../views/approval/decline-modal.ts';
import { approvalAnswer } from '../../views/sentences/approval.ts';
import { actingAs, type Deps } from '../deps.ts';
import type { Press } from './press.ts';

export async function approve(deps: Deps, { reachOutId: id, userId }: Press): Promise<string | undefined> {
  const obstacle = await decideApproval({
    ctx: actingAs(deps, userId, 'approval'),
    input: { id, userId, decided: 'approved' },
  });
  return obstacle && approvalAnswer(obstacle, whomToAsk(deps.context.settings).markup);
}

/** Only who can decline is asked why. */
export async function openDecline(
  deps: Deps,
  { reachOutId: id, userId, triggerId }: Press,
): Promise<string | undefined> {
  const may = await mayDecide({ ctx: actingAs(deps, userId, 'approval'), input: { id, userId } });
  if (may.kind !== 'found') return approvalAnswer(may, whomToAsk(deps.context.settings).markup);
  await deps.modals.open(triggerId, buildDecline(may.found));
  return undefined;
}
