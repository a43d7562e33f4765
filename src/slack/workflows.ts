import type { WebClient } from '@slack/web-api';
import type { Log } from '../domain/kernel/log.ts';
import type { WorkflowStep } from '../domain/workflow/workflow-step.ts';
import type { TellingOutcome, Workflows } from '../domain/workflow/workflows.ts';
import type { Names } from '../views/names.ts';
import { endedStepText, outputsOf } from '../views/workflow.ts';
import { causeOf, outcomeOf } from './outcome.ts';

interface Parts {
  client: WebClient;
  names: Names;
  /** Whom to ask for help, in plain text. */
  ask: string;
  workspaceUrl: string;
  log: Log;
}

/**
 * Workflows that wait, told with the app's own token: the one that comes with the event is good for 15 minutes, and an
 * approval may take longer. Source: Slack, functions.completeSuccess and functions.completeError.
 */
export function createWorkflows({ client, names, ask, workspaceUrl, log }: Parts): Workflows {
  async function settle(
    { executionId }: WorkflowStep,
    action: string,
    call: () => Promise<unknown>,
  ): Promise<TellingOutcome> {
    try {
      await call();
      return { kind: 'told' };
    } catch (error) {
      const outcome = tellingOutcome(error);
      log.warn({ executionId, action, ...outcome, ...causeOf(error) }, 'Slack call failed');
      return outcome;
    }
  }

  const fail: Workflows['fail'] = (step, why) =>
    settle(step, 'fail step', () =>
      client.functions.completeError({ function_execution_id: step.executionId, error: why }),
    );

  return {
    fail,
    async complete(reachOut) {
      const { workflow: step } = reachOut;
      if (!step) return { kind: 'over' };
      if (reachOut.contactId === undefined) return fail(step, endedStepText(reachOut, { ...names, ask }));
      const outputs = outputsOf(reachOut, reachOut.contactId, names, workspaceUrl);
      return settle(step, 'complete step', () =>
        client.functions.completeSuccess({ function_execution_id: step.executionId, outputs }),
      );
    },
  };
}

/** Slack's no is about the run itself: it is not known, is no longer running, or takes no such outputs. */
function tellingOutcome(error: unknown): TellingOutcome {
  const outcome = outcomeOf(error);
  if (outcome.kind === 'slow_down') return outcome;
  if (outcome.kind === 'broken') return { kind: 'refused' };
  return { kind: outcome.kind === 'unknown' ? 'unknown' : 'over' };
}
