import type { CountryCode } from 'libphonenumber-js/max';

/** A sender of text: an Amazon Connect phone number and the flow that handles its contacts. */
interface ChatSettings {
  /** ARN of the phone number. */
  sourceArn: string;
  /** Id or ARN. */
  flowId: string;
}

interface VoiceSettings {
  flowId: string;
  /** E.164. One of number and queue, at least, must come from here or from the form. */
  sourcePhoneNumber?: string;
  queueId?: string;
}

/** What whoever installed Reach Out has decided for every reach-out. */
export interface ReachOutSettings {
  instanceId: string;
  /** A channel that isn't set up is absent, and isn't offered. */
  channels: { sms?: ChatSettings; whatsapp?: ChatSettings; voice?: VoiceSettings };
  /** For numbers typed without a country code. */
  defaultCountry?: CountryCode;
  /** Absent or empty: every country. */
  allowedCountries?: readonly CountryCode[];
}
