import { randomBytes } from 'node:crypto';
import type { StepOutcome } from './changes.ts';
import { faultsOf } from './functions.ts';
import type { Json } from './json.ts';
import { ImpossibleAction } from './person/actor.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { SlackError } from './slack-error.ts';
import type { StepRun } from './types.ts';
import type { Workspace } from './workspace.ts';

/** The token that comes with a run is good for so long, and no longer than the run goes on. */
const TOKEN_MS = 15 * 60_000;

/**
 * Run a custom step of the app as a workflow does, by a function_executed event. Inputs that are not as the manifest
 * declares them don't get as far as the app. One that the app does not take in has failed.
 * https://docs.slack.dev/reference/events/function_executed
 * @returns the function_execution_id, once the event was acknowledged or given up
 */
export async function startStep(
  context: SandboxContext,
  callbackId: string,
  inputs: Json,
  startedBy?: string,
): Promise<string> {
  const { workspace, options } = context;
  const declared = options.functions?.get(callbackId);
  if (options.functions && !declared) throw new ImpossibleAction(`The app has no step ${callbackId}`);
  const [fault] = declared ? faultsOf(inputs, declared.inputs) : [];
  if (fault) throw new ImpossibleAction(`The step can't be run: ${fault}`);
  const run: StepRun = {
    id: workspace.nextId('Fx'),
    callbackId,
    token: `xwfp-${randomBytes(16).toString('hex')}`,
    startedAt: workspace.now(),
    isRunning: true,
    ...(startedBy && { startedBy }),
  };
  workspace.steps.set(run.id, run);
  const now = Math.floor(workspace.now() / 1000);
  const ack = await context.sendEvent({
    type: 'function_executed',
    function: {
      id: workspace.nextId('Fn'),
      callback_id: callbackId,
      title: declared?.title ?? callbackId,
      description: declared?.description ?? '',
      type: 'app',
      input_parameters: declared?.inputs ?? [],
      output_parameters: declared?.outputs ?? [],
      app_id: workspace.app.id,
      date_created: now,
      date_updated: now,
      date_deleted: 0,
    },
    inputs,
    function_execution_id: run.id,
    workflow_execution_id: workspace.nextId('Wx'),
    bot_access_token: run.token,
  });
  if (ack?.kind !== 'acknowledged' && workspace.steps.get(run.id)?.isRunning)
    end(workspace, run, { kind: 'error', error: 'The app did not take the step in.' });
  return run.id;
}

/** The end of a run, as the app tells of it. @throws SlackError, with Slack's own codes */
export function completeStep({ workspace, options }: SandboxContext, id: string, outcome: StepOutcome): void {
  const run = workspace.steps.get(id);
  if (!run) throw new SlackError('function_execution_not_found');
  if (!run.isRunning) throw new SlackError('execution_not_in_running_state');
  const declared = options.functions?.get(run.callbackId);
  const faults = outcome.kind === 'success' && declared ? faultsOf(outcome.outputs, declared.outputs) : [];
  if (faults.length > 0) throw new SlackError('parameter_validation_failed', faults);
  end(workspace, run, outcome);
}

function end(workspace: Workspace, run: StepRun, outcome: StepOutcome): void {
  run.isRunning = false;
  const { id: executionId, startedBy } = run;
  workspace.changes.emit({ type: 'step_completed', executionId, outcome, ...(startedBy && { startedBy }) });
}

/** Whether a token came with a run. @throws SlackError when it is over */
export function isStepToken(workspace: Workspace, token: string): boolean {
  const run = [...workspace.steps.values()].find((one) => one.token === token);
  if (!run) return false;
  if (!run.isRunning) throw new SlackError('token_revoked');
  if (workspace.now() - run.startedAt > TOKEN_MS) throw new SlackError('token_expired');
  return true;
}
