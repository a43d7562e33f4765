/** A policy with more statements, as JSON; what stands in it stays. What is no policy is left out. */
export function policyWith(policy: string | undefined, statements: readonly object[]): string {
  const { Version = '2012-10-17', Statement = [], ...rest } = read(policy);
  return JSON.stringify({ Version, ...rest, Statement: [Statement, statements].flat(2) });
}

function read(policy: string | undefined): { Version?: unknown; Statement?: unknown[] } {
  try {
    return policy ? JSON.parse(policy) : {};
  } catch {
    return {};
  }
}
