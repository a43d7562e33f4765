import { CHANNEL_NAMES, type Channel } from '../domain/channels/registry.ts';
import type { Diagnosis } from '../domain/doctor/finding.ts';
import type { Directory } from '../domain/intake/directory.ts';
import type { Door } from '../domain/kernel/actor.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { ReachOutSettings } from '../domain/kernel/settings.ts';
import { countryBy } from '../domain/phone/home.ts';
import type { QuickResponses } from '../domain/quick-responses/quick-response.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { Modals } from '../views/modals.ts';
import type { Names } from '../views/names.ts';
import type { Whispers } from '../views/whispers.ts';
import type { OpenForms } from './open-forms.ts';

/** To whom a listener hands over what it has stored. */
export interface Handover {
  /** Whether there is room to go on with one more at once. */
  hasRoom(): boolean;
  /** Goes on with a reach-out that was stored with its lease. */
  take(reachOut: ReachOut): void;
  /** There may be something due. */
  wake(): void;
}

/** Who shows Home tabs. */
export interface HomeTabKeeper {
  /** Somebody waits for theirs. */
  wake(): void;
}

/** What listeners are made of. */
export interface Deps extends Whispers {
  context: Omit<Context, 'actor'>;
  engine: Handover;
  homes: HomeTabKeeper;
  directory: Directory;
  /** Absent where they are not set up. */
  quickResponses?: QuickResponses;
  modals: Modals;
  openForms: OpenForms;
  /** Tells a person something in a direct message. */
  tell(userId: string, text: string): Promise<unknown>;
  names: Names;
  /** What doctor finds, also of the place where it is asked. Never rejects. */
  examine(place: { placeId: string; placeName: string }): Promise<Diagnosis>;
  /** `https://….slack.com/`. */
  workspaceUrl: string;
  /** Where the app is installed: the workspace, or the organization in all of which it is. */
  teamId: string;
  botUserId: string;
  /** Slack takes no call of the app any more. */
  turnedAway(reason: string): void | Promise<void>;
}

export function actingAs({ context }: Deps, userId: string, door: Door): Context {
  return { ...context, actor: { kind: 'slack_user', userId, door } };
}

/**
 * By what the form judges by itself: where a rule of the policy names countries, they decide with the person.
 * `homeSign`: by what the country of the person's national numbers is known, where it was when their form opened.
 */
export function formSettings(
  { context: { settings, policy } }: Deps,
  homeSign: string | undefined,
): ReachOutSettings {
  const read = settings.defaultCountry ? settings : { ...settings, ...homeBy(homeSign) };
  if (!policy().people?.some(({ countries }) => countries)) return read;
  const { allowedCountries: _, ...others } = read;
  return others;
}

function homeBy(homeSign: string | undefined): Pick<ReachOutSettings, 'defaultCountry' | 'homeSign'> {
  const defaultCountry = homeSign && countryBy(homeSign);
  return defaultCountry ? { defaultCountry, homeSign } : {};
}

export function offeredChannels({ channels }: ReachOutSettings): Channel[] {
  return CHANNEL_NAMES.filter((channel) => channels[channel]);
}
