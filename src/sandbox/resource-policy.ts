/** Who asks to be let in: a service of AWS, on behalf of which resource. */
export type Asker = { service: string; sourceArn: string; sourceAccount: string };

type Statement = {
  Effect?: string;
  Principal?: unknown;
  Action?: unknown;
  Resource?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
};

/**
 * Whether a policy at a resource lets a service do something with it. What it does not know denies.
 * Source: AWS IAM, "Policy evaluation logic" and "Condition operators".
 */
export function lets(
  policy: string | undefined,
  { action, resource, asker }: { action: string; resource: string; asker: Asker },
): boolean {
  if (!policy) return false;
  const { Statement: statements = [] } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
  const matching = [statements]
    .flat()
    .filter(
      (statement) =>
        isNamed(statement.Principal, asker) &&
        texts(statement.Action).some((one) => isLike(one.toLowerCase(), action.toLowerCase())) &&
        texts(statement.Resource).some((one) => isLike(one, resource)) &&
        holds(statement.Condition ?? {}, asker),
    );
  return (
    matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny')
  );
}

/** `*` and `{AWS: '*'}` are everybody. */
function isNamed(principal: unknown, { service }: Asker): boolean {
  if (principal === '*') return true;
  const { AWS, Service } = (principal ?? {}) as { AWS?: unknown; Service?: unknown };
  return texts(AWS).includes('*') || texts(Service).includes(service);
}

const EQUAL = ['StringEquals', 'ArnEquals', 'StringLike', 'ArnLike'];

function holds(condition: Record<string, Record<string, unknown>>, asker: Asker): boolean {
  const known: Record<string, string> = {
    'aws:sourcearn': asker.sourceArn,
    'aws:sourceaccount': asker.sourceAccount,
  };
  return Object.entries(condition).every(
    ([operator, keys]) =>
      EQUAL.includes(operator) &&
      Object.entries(keys).every(([key, wanted]) => {
        const found = known[key.toLowerCase()];
        return found !== undefined && texts(wanted).some((one) => isLike(one, found));
      }),
  );
}

function isLike(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) =>
    sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`,
  );
  return new RegExp(`^${source}$`, 's').test(text);
}

function texts(value: unknown): string[] {
  return [value ?? []].flat().filter((one) => typeof one === 'string');
}
