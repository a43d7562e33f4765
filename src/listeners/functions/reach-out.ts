import type { AllMiddlewareArgs } from '@slack/bolt';
import { parseReachOut } from '../../domain/intake/parse-reach-out.ts';
import { readStepInputs } from '../../domain/intake/step-inputs.ts';
import type { Context } from '../../domain/kernel/context.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { uuidFor } from '../../domain/kernel/uuid.ts';
import { noteRefused } from '../../domain/policy/note-refused.ts';
import { requestForWorkflow } from '../../domain/workflow/request-for-workflow.ts';
import type { WorkflowStep } from '../../domain/workflow/workflow-step.ts';
import {
  STEP_NO_PLACE,
  STEP_NOBODY,
  STEP_REFUSED_BEFORE,
  STEP_UNIDENTIFIED,
  stepAskedText,
  stepRefusedText,
} from '../../views/sentences/workflow.ts';
import { type Deps, formSettings } from '../deps.ts';
import { maskedIn } from '../masked-number.ts';
import { namesIn } from '../names-in.ts';
import { refusalsOf } from '../refusals-of.ts';

/** One run of the step, as Slack tells of it. */
export interface Run extends Pick<AllMiddlewareArgs, 'context'> {
  event: { function_execution_id: string; workflow_execution_id?: string; inputs: unknown };
}

/** Slack sends an event again three times at most. Source: Slack, Events API, "Retries". */
export const LAST_DELIVERY = 3;

/**
 * A workflow reaches out on behalf of a person. What is stored tells the workflow itself what came of it; where
 * nothing is, the workflow hears why before Slack is told that its event was taken in.
 */
export function reachOutStep(deps: Deps) {
  return async ({ event, context }: Run): Promise<void> => {
    const { function_execution_id: executionId, workflow_execution_id: workflowId, inputs } = event;
    const step: WorkflowStep = { executionId, ...(workflowId && { workflowId }) };
    const id = uuidFor(`step ${executionId}`);
    // Slack has sent it before.
    if (await deps.context.reachOuts.find(id)) return;
    const isLast = (context.retryNum ?? 0) >= LAST_DELIVERY;
    const why = await request(deps, { id, step, inputs }, isLast);
    if (why === 'again') return context.wantAgain();
    if (why === undefined) return;
    const { kind } = await deps.context.workflows.fail(step, why);
    if (kind !== 'told' && kind !== 'over') context.wantAgain();
  };
}

interface Asked {
  id: string;
  step: WorkflowStep;
  inputs: unknown;
}

/** Why nothing is sent, for the workflow; undefined where that is not for the listener to say. */
async function request(deps: Deps, asked: Asked, isLast: boolean): Promise<string | 'again' | undefined> {
  const { id, step, inputs } = asked;
  const { message } = (inputs ?? {}) as { message?: unknown };
  const nameOf = await namesIn(deps, typeof message === 'string' ? message : '');
  const { userId, placeId, values } = readStepInputs(inputs, nameOf);
  if (!userId) return STEP_NOBODY;
  const ctx: Context = {
    ...deps.context,
    actor: { kind: 'slack_user', userId, door: 'workflow', workflow: step },
  };
  const { plain: ask } = whomToAsk(deps.context.settings);
  // Nobody would read by which country a number was completed.
  const parsed = parseReachOut(values, formSettings(deps, undefined));
  if (!parsed.ok || !placeId) {
    const refusals = await refusalsOf(deps, { userId, ...(placeId && { placeId }) });
    const isRefused = !parsed.ok && parsed.refusal ? [parsed.refusal] : [];
    const all = [...refusals, ...isRefused];
    if (all.length > 0) await noteRefused({ ctx, input: { reachOutId: id, refusals: all } });
    const faults = [...(parsed.ok ? [] : Object.values(parsed.errors)), ...(placeId ? [] : [STEP_NO_PLACE])];
    return stepRefusedText(faults, refusals, ask);
  }
  const { request, warnings } = parsed;
  const reachOut = {
    ...({ id, teamId: deps.teamId, userId, placeId, lane: 'own', workflow: step } as const),
    ...{ request, draft: values, warnings },
  };
  const held = deps.engine.hasRoom();
  const result = await requestForWorkflow({ ctx, input: { reachOut, held } });
  switch (result.kind) {
    case 'stored':
      if (held) deps.engine.take(result.reachOut);
      else deps.engine.wake();
      return undefined;
    case 'repeated':
    case 'altered':
      return undefined;
    case 'over':
      return STEP_REFUSED_BEFORE;
    case 'refused':
      return stepRefusedText([], result.refusals, ask);
    case 'asked':
      return stepAskedText(result.questions.map(maskedIn), deps.workspaceUrl);
    case 'unidentified':
      return isLast ? STEP_UNIDENTIFIED : 'again';
  }
}
