import { AwsError } from '../aws-error.ts';
import type { Operation } from './operation.ts';

/** Source: IAM API, SimulatePrincipalPolicy: a user, group or role, and so no session. */
const PRINCIPAL = /^arn:aws:iam::\d{12}:(?:user|group|role)\/.+$/;

/** AWS IAM, POST / with the form Action=SimulatePrincipalPolicy. Each action is judged for each resource. */
export const simulatePrincipalPolicy: Operation = ({ body }, { seed: { simulatedDenials } }) => {
  const form = body as URLSearchParams;
  if (!simulatedDenials)
    throw new AwsError('AccessDeniedException', 'Not authorized to perform: iam:SimulatePrincipalPolicy');
  if (!PRINCIPAL.test(form.get('PolicySourceArn') ?? ''))
    throw new AwsError('ValidationException', 'Invalid Entity Arn');
  const actions = members(form, 'ActionNames');
  if (actions.length === 0) throw new AwsError('ValidationException', 'ActionNames must not be empty');
  const named = members(form, 'ResourceArns');
  const EvaluationResults = actions.flatMap((EvalActionName) =>
    (named.length > 0 ? named : ['*']).map((EvalResourceName) => ({
      EvalActionName,
      EvalResourceName,
      EvalDecision: simulatedDenials.includes(EvalActionName) ? 'implicitDeny' : 'allowed',
    })),
  );
  return { EvaluationResults, IsTruncated: false };
};

function members(form: URLSearchParams, name: string): string[] {
  return [...form].flatMap(([key, value]) => (key.startsWith(`${name}.member.`) ? [value] : []));
}
