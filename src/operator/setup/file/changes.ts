/** What is written anew, and what of it stood there otherwise before. */
export interface Changes {
  values: Record<string, string>;
  /** A line each, secrets hidden. */
  lines: string[];
  replacesSome: boolean;
}

const HIDDEN = /^SLACK_.*(TOKEN|SECRET)$|_KEYS$|^DATABASE_URL$/;

/** `before` is what the file says now. Flows that are yet to be created have no id, but a name. */
export function changesOf(
  before: Readonly<Record<string, string>>,
  answers: ReadonlyMap<string, string>,
  newFlows: ReadonlyMap<string, { name: string }> = new Map(),
): Changes {
  const changed = [...answers].filter(([name, value]) => before[name] !== value);
  const show = (name: string, value: string) => (HIDDEN.test(name) ? '(hidden)' : value);
  return {
    values: Object.fromEntries(changed),
    replacesSome: [...changed, ...newFlows].some(([name]) => name in before),
    lines: [
      ...changed.map(([name, value]) =>
        before[name] === undefined
          ? `  + ${name}=${show(name, value)}`
          : `  ~ ${name}=${show(name, value)}, before ${show(name, before[name])}`,
      ),
      ...[...newFlows].map(([name, flow]) => `  + ${name}: the flow "${flow.name}", which is created`),
    ],
  };
}
