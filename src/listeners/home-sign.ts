import { homeSignOf as signOf } from '../domain/phone/home.ts';
import type { Deps } from './deps.ts';
import { soon } from './soon.ts';

/** As many digits as the shortest national numbers have, and no plus before them. */
const MAY_BE_NATIONAL = /(?<![+＋\p{Nd}]|[+＋\p{Nd}][\s().-]*)\p{Nd}(?:[\s().-]*\p{Nd}){5}/u;

/**
 * By what the country of a person's national numbers is known. Where their text may hold one, Slack is waited for a
 * moment if it has to be asked; without an answer nothing is guessed.
 */
export async function homeSignOf(deps: Deps, userId: string, text: string): Promise<string | undefined> {
  const { settings, people } = deps.context;
  const isAsked = !settings.defaultCountry && !people.whereabouts(userId) && MAY_BE_NATIONAL.test(text);
  // Who they are is asked again once the form is open, and said there.
  if (isAsked) await soon(deps, people.find(userId));
  return knownHomeSign(deps, userId);
}

/** The same, without asking. */
export function knownHomeSign({ context }: Deps, userId: string): string | undefined {
  const { settings, people } = context;
  const whereabouts = settings.defaultCountry ? undefined : people.whereabouts(userId);
  return whereabouts && signOf(whereabouts);
}
