import * as z from 'zod';

/** `denied`: by a statement that goes before all that allow. `unclear`: it depends on something that is not known here. */
export type Admission = 'yes' | 'no' | 'denied' | 'unclear';

type Holds = Exclude<Admission, 'denied'>;

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
const principals = z
  .union([z.string(), z.record(z.string(), some)])
  .transform((named) =>
    typeof named === 'string' ? [named] : [...(named.AWS ?? []), ...(named.Service ?? [])],
  );
const statement = z.object({
  Effect: z.string(),
  Principal: principals.optional(),
  NotPrincipal: principals.optional(),
  Action: some.optional(),
  NotAction: some.optional(),
  Resource: some.optional(),
  NotResource: some.optional(),
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
  const answers = (effect: string) =>
    parsed.data.Statement.filter(({ Effect }) => Effect === effect).map((one) => holds(one, asker));
  const [allows, denies] = [answers('Allow'), answers('Deny')];
  if (denies.includes('yes')) return 'denied';
  if (allows.every((answer) => answer === 'no')) return 'no';
  return allows.includes('yes') && denies.every((answer) => answer === 'no') ? 'yes' : 'unclear';
}

function read(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

function holds(statement: Statement, asker: Asker): Holds {
  const answers = Object.entries(statement.Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => holdsOne(operator, key.toLowerCase(), wanted, asker)),
  );
  return together([isOf(statement, asker), isAbout(statement, asker) ? 'yes' : 'no', ...answers]);
}

function together(answers: readonly Holds[]): Holds {
  if (answers.includes('no')) return 'no';
  return answers.every((answer) => answer === 'yes') ? 'yes' : 'unclear';
}

/** Whom NotPrincipal means besides is left to AWS. */
function isOf({ Principal, NotPrincipal = [] }: Statement, { service }: Asker): Holds {
  const names = (some: readonly string[]) => some.some((one) => one === '*' || one === service);
  if (Principal) return names(Principal) ? 'yes' : 'no';
  return names(NotPrincipal) ? 'no' : 'unclear';
}

function isAbout({ Action, NotAction, Resource, NotResource }: Statement, asker: Asker): boolean {
  const action = (one: string) => isLike(one.toLowerCase(), asker.action.toLowerCase());
  const resource = (one: string) => isLike(one, asker.resource);
  return (
    (Action?.some(action) ?? !(NotAction ?? []).some(action)) &&
    (Resource?.some(resource) ?? !(NotResource ?? []).some(resource))
  );
}

/** Services send by TLS, and name the account and the resource on whose behalf they do. */
function holdsOne(operator: string, key: string, wanted: unknown, asker: Asker): Holds {
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
