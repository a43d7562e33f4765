import { SlackError } from '../slack-error.ts';
import type { Methods } from './method.ts';

/** How a workflow step of the app ends: https://docs.slack.dev/reference/methods/functions.completeSuccess */
export const functionMethods: Methods = {
  'functions.completeSuccess': {
    run: ({ args, context: { workspace, steps } }) => {
      const executionId = args.requiredString('function_execution_id');
      const outputs = args.requiredObject('outputs');
      if (!steps.delete(executionId)) throw new SlackError('function_execution_not_found');
      workspace.changes.emit({ type: 'step_completed', executionId, outcome: { kind: 'success', outputs } });
      return {};
    },
  },
  'functions.completeError': {
    run: ({ args, context: { workspace, steps } }) => {
      const executionId = args.requiredString('function_execution_id');
      const error = args.requiredString('error');
      if (!steps.delete(executionId)) throw new SlackError('function_execution_not_found');
      workspace.changes.emit({ type: 'step_completed', executionId, outcome: { kind: 'error', error } });
      return {};
    },
  },
};
