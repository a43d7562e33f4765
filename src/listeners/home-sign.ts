import { homeSignOf as signOf } from '../domain/phone/home.ts';
import type { Deps } from './deps.ts';

/** A form opens within three seconds of what was pressed or typed, and soon is better. */
const WAIT_MS = 400;

/** As many digits as the shortest national numbers have, and no plus before them. */
const MAY_BE_NATIONAL = /(?<![+＋\p{Nd}]|[+＋\p{Nd}][\s().-]*)\p{Nd}(?:[\s().-]*\p{Nd}){5}/u;

/**
 * By what the country of a person's national numbers is known. Where their text may hold one, Slack is waited for a
 * moment if it has to be asked; without an answer nothing is guessed.
 */
export async function homeSignOf(deps: Deps, userId: string, text: string): Promise<string | undefined> {
  const { settings, people, clock } = deps.context;
  if (settings.defaultCountry) return undefined;
  if (!people.whereabouts(userId) && MAY_BE_NATIONAL.test(text)) {
    let stopWaiting = () => {};
    const waited = new Promise<void>((resolve) => {
      stopWaiting = clock.after(WAIT_MS, resolve);
    });
    // Who they are is asked again once the form is open, and said there.
    await Promise.race([people.find(userId).catch(() => {}), waited]);
    stopWaiting();
  }
  return knownHomeSign(deps, userId);
}

/** The same, without asking. */
export function knownHomeSign({ context }: Deps, userId: string): string | undefined {
  const { settings, people } = context;
  const whereabouts = settings.defaultCountry ? undefined : people.whereabouts(userId);
  return whereabouts && signOf(whereabouts);
}
