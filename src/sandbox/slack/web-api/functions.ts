import { completeStep } from '../steps.ts';
import type { Methods } from './method.ts';

/** How a workflow step of the app ends: https://docs.slack.dev/reference/methods/functions.completeSuccess */
export const functionMethods: Methods = {
  'functions.completeSuccess': {
    run: ({ args, context }) => {
      const executionId = args.requiredString('function_execution_id');
      const outputs = args.requiredObject('outputs');
      completeStep(context, executionId, { kind: 'success', outputs });
      return {};
    },
  },
  'functions.completeError': {
    run: ({ args, context }) => {
      const executionId = args.requiredString('function_execution_id');
      const error = args.requiredString('error');
      completeStep(context, executionId, { kind: 'error', error });
      return {};
    },
  },
};
