import type { Json } from './json.ts';
import type { SandboxContext } from './sandbox-context.ts';

/**
 * Run a custom step of the app as a workflow does, by a function_executed event.
 * https://docs.slack.dev/reference/events/function_executed
 * @returns the function_execution_id, once the event was acknowledged or given up
 */
export async function startStep(context: SandboxContext, callbackId: string, inputs: Json): Promise<string> {
  const { workspace, steps, options } = context;
  const executionId = workspace.nextId('Fx');
  steps.add(executionId);
  await context.sendEvent({
    type: 'function_executed',
    function: {
      id: workspace.nextId('Fn'),
      callback_id: callbackId,
      title: callbackId,
      type: 'app',
      app_id: workspace.app.id,
    },
    inputs,
    function_execution_id: executionId,
    workflow_execution_id: workspace.nextId('Wx'),
    bot_access_token: options.botToken,
  });
  return executionId;
}
