import { ConfigError, parseConfig } from '../../../config/config.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What the environment says already and the file does not; it goes before the file at every start. */
export function overridesOf(env: Variables, before: Variables): Record<string, string> {
  const own = Object.entries(env).filter(([name, value]) => value?.trim() && value !== before[name]);
  return Object.fromEntries(own) as Record<string, string>;
}

/** What a start from this process would find, with `answers` in the file. */
export function environmentOf(
  env: Variables,
  before: Variables,
  answers: Iterable<readonly [string, string]>,
): Record<string, string | undefined> {
  return { ...env, ...before, ...Object.fromEntries(answers), ...overridesOf(env, before) };
}

/** Every fault for which the app would not start, a sentence each. */
export function faultsOf(env: Variables): string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}
