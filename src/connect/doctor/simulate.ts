import type { IAMClientConfig } from '@aws-sdk/client-iam';
import type { Look } from '../../domain/doctor/aws/look.ts';
import type { Looks } from './look.ts';
import { once } from './once.ts';

/** IAM's simulator, which judges the policies of a user or role, and does nothing. */
export function createSimulator(looks: Looks, aws: IAMClientConfig) {
  const open = once(async () => {
    const iam = await import('@aws-sdk/client-iam');
    return { iam, client: new iam.IAMClient(aws) };
  });
  return async (callerArn: string, action: string, resources: readonly string[]): Promise<Look<boolean>> => {
    const { iam, client } = await open();
    const command = new iam.SimulatePrincipalPolicyCommand({
      PolicySourceArn: principalOf(callerArn),
      ActionNames: [action],
      ResourceArns: [...resources],
    });
    return looks.look(client, async (one, call) => {
      const { EvaluationResults: results = [] } = await one.send(command, call);
      return results.length > 0 && results.every(({ EvalDecision }) => EvalDecision === 'allowed');
    });
  };
}

/** The role of a session; a role with a path can't be told from it, and is then not found. */
function principalOf(arn: string): string {
  return arn.replace(/^(arn:[^:]+):sts:(.*):assumed-role\/([^/]+)\/.*$/, '$1:iam:$2:role/$3');
}
