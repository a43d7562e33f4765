import type { CountryCode } from 'libphonenumber-js/max';
import type { CallChannel, ChatChannel } from '../channels/registry.ts';

/** A sender of text: an Amazon Connect phone number and the flow that handles its contacts. */
export interface ChatSettings {
  /** ARN of the phone number. */
  sourceArn: string;
  /** Id or ARN. */
  flowId: string;
}

export interface CallSettings {
  /** Id or ARN. */
  flowId: string;
  /** E.164. One of number and queue, at least, must come from here or from the form. */
  sourcePhoneNumber?: string;
  queueId?: string;
}

/** What whoever installed Reach Out has decided for every reach-out. */
export interface ReachOutSettings {
  instanceId: string;
  /** A channel that isn't set up is absent, and isn't offered. */
  channels: { [Name in ChatChannel]?: ChatSettings } & { [Name in CallChannel]?: CallSettings };
  /** For numbers typed without a country code. */
  defaultCountry?: CountryCode;
  /** Absent or empty: every country. */
  allowedCountries?: readonly CountryCode[];
}
