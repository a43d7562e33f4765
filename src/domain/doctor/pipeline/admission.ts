import * as z from 'zod';

/** `unclear`: it depends on something that is not known here. */
export type Admission = 'yes' | 'no' | 'unclear';

/** A service of AWS, and on behalf of what it asks. */
export interface Asker {
  service: string;
  action: string;
  resource: string;
  /** Whether an ARN, in which * and ? may stand for more, can be that of its source. */
  isSource(pattern: string): boolean;
  account: string;
}

const some = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statement = z.object({
  Effect: z.string(),
  Principal: z.union([z.string(), z.record(z.string(), some)]).optional(),
  Action: some.optional(),
  Resource: some.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const policySchema = z.object({
  Statement: z.union([statement, z.array(statement)]).transform((value) => [value].flat()),
});
type Statement = z.infer<typeof statement>;

/** Whether the policy of a queue or topic lets a service in. Source: AWS IAM, "Policy evaluation logic". */
export function admission(policy: string | undefined, asker: Asker): Admission {
  if (!policy) return 'no';
  const parsed = policySchema.safeParse(read(policy));
  if (!parsed.success) return 'unclear';
  const about = parsed.data.Statement.filter((one) => isAbout(one, asker));
  const answers = (effect: string) =>
    about.filter(({ Effect }) => Effect === effect).map((one) => holds(one, asker));
  const [allows, denies] = [answers('Allow'), answers('Deny')];
  if (denies.includes('yes') || allows.every((answer) => answer === 'no')) return 'no';
  return allows.includes('yes') && denies.every((answer) => answer === 'no') ? 'yes' : 'unclear';
}

function read(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

/** What is turned round, such as NotAction, has none of these and is left to AWS. */
function isAbout({ Principal, Action = [], Resource = [] }: Statement, asker: Asker): boolean {
  const principals =
    typeof Principal === 'string' ? [Principal] : [...(Principal?.AWS ?? []), ...(Principal?.Service ?? [])];
  return (
    principals.some((one) => one === '*' || one === asker.service) &&
    Action.some((one) => isLike(one.toLowerCase(), asker.action.toLowerCase())) &&
    Resource.some((one) => isLike(one, asker.resource))
  );
}

function holds({ Condition }: Statement, asker: Asker): Admission {
  const answers = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => holdsOne(operator, key.toLowerCase(), wanted, asker)),
  );
  if (answers.includes('no')) return 'no';
  return answers.every((answer) => answer === 'yes') ? 'yes' : 'unclear';
}

/** Services send by TLS, and name the account and the resource on whose behalf they do. */
function holdsOne(operator: string, key: string, wanted: unknown, asker: Asker): Admission {
  const values = [wanted].flat().map(String);
  if (operator === 'Bool' && key === 'aws:securetransport') return values.includes('true') ? 'yes' : 'no';
  // The owner of a topic is named by whoever has an account, and by no service.
  if (key === 'aws:sourceowner') return 'no';
  if (!/^(?:String|Arn)(?:Equals|Like)(?:IfExists)?$/.test(operator)) return 'unclear';
  if (key === 'aws:sourceaccount') return values.some((one) => isLike(one, asker.account)) ? 'yes' : 'no';
  if (key === 'aws:sourcearn') return values.some(asker.isSource) ? 'yes' : 'no';
  return 'unclear';
}

/** Whether a text is as a pattern with * and ? has it. */
export function isLike(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) =>
    sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`,
  );
  return new RegExp(`^${source}$`, 's').test(text);
}
