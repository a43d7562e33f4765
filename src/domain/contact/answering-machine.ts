export type AnsweredBy = 'person' | 'voicemail' | 'fax';

/** What took the call. Source: Amazon Connect API, Contact, AnsweringMachineDetectionStatus. */
const ANSWERED_BY: Record<string, AnsweredBy> = {
  HUMAN_ANSWERED: 'person',
  VOICEMAIL_BEEP: 'voicemail',
  VOICEMAIL_NO_BEEP: 'voicemail',
  FAX_MACHINE_DETECTED: 'fax',
};

/** Why nobody took it, for calls whose disconnect reason does not tell. */
const UNANSWERED = {
  AMD_UNANSWERED: 'no_answer',
  SIT_TONE_BUSY: 'busy',
  SIT_TONE_INVALID_NUMBER: 'invalid_number',
} as const;

export function answeredBy(status: string | undefined): AnsweredBy | undefined {
  return status === undefined ? undefined : ANSWERED_BY[status];
}

export function unansweredBy(
  status: string | undefined,
): (typeof UNANSWERED)[keyof typeof UNANSWERED] | undefined {
  return UNANSWERED[status as keyof typeof UNANSWERED];
}

/** Some states only say that nothing was found out. */
export function isTelling(status: string | undefined): boolean {
  return answeredBy(status) !== undefined || unansweredBy(status) !== undefined;
}
