import type { App } from '@slack/bolt';
import { FUNCTION } from '../../views/ids.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { LAST_DELIVERY, type Run, reachOutStep } from './reach-out.ts';

/** The steps of workflows. What fails is wanted again, and said to the workflow once Slack sends it no more. */
export function register(app: App, deps: Deps): void {
  const tell = async ({ event, context }: Run, text: string) => {
    if ((context.retryNum ?? 0) < LAST_DELIVERY) return context.wantAgain();
    return deps.context.workflows.fail({ executionId: event.function_execution_id }, text);
  };
  app.function(FUNCTION, guarded(deps, 'workflow', tell, reachOutStep(deps)));
}
