import type { Call } from '../kernel/context.ts';
import { judge } from '../policy/judge.ts';
import { type Confirmation, type RequestResult, requestReachOut } from '../reach-out/request.ts';

/** over: it was refused before, and nothing is against it any more. */
export type WorkflowResult = RequestResult | { kind: 'over' };

/**
 * Confirms a reach-out for a workflow, which answers no question. One that was refused stays so, however often Slack
 * repeats it: the workflow may have heard that nothing is sent. @throws TurnedAway
 */
export async function requestForWorkflow({
  ctx,
  input,
}: Call<Omit<Confirmation, 'isAnswered'>>): Promise<WorkflowResult> {
  const { id, userId, placeId, request } = input.reachOut;
  if (!(await ctx.audit.wasRefused(id)))
    return requestReachOut({ ctx, input: { ...input, isAnswered: () => false } });
  const { recipient, channel } = request;
  const verdict = await judge({ ctx, input: { id, userId, placeId, recipient, channel } });
  switch (verdict?.kind) {
    case undefined:
      return { kind: 'unidentified' };
    case 'allow':
      return { kind: 'over' };
    case 'ask':
      return { kind: 'asked', questions: verdict.questions };
    case 'refuse':
      return { kind: 'refused', refusals: verdict.refusals };
  }
}
