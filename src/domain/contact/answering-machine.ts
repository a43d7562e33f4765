/** Why a call reached nobody. */
export type Unreached = 'no_answer' | 'busy' | 'invalid_number' | 'blocked' | 'carrier_problem';

export type AnsweredBy = 'person' | 'voicemail' | 'fax';

/** What took the call. Source: Amazon Connect API, Contact, AnsweringMachineDetectionStatus. */
const ANSWERED_BY: Record<string, AnsweredBy> = {
  HUMAN_ANSWERED: 'person',
  VOICEMAIL_BEEP: 'voicemail',
  VOICEMAIL_NO_BEEP: 'voicemail',
  FAX_MACHINE_DETECTED: 'fax',
};

/** Why nobody took it. A tone or announcement of the network connects the call all the same. */
const UNREACHED: Record<string, Unreached> = {
  AMD_UNANSWERED: 'no_answer',
  SIT_TONE_BUSY: 'busy',
  SIT_TONE_INVALID_NUMBER: 'invalid_number',
  SIT_TONE_DETECTED: 'carrier_problem',
};

export function answeredBy(status: string | undefined): AnsweredBy | undefined {
  return status === undefined ? undefined : ANSWERED_BY[status];
}

/** Nobody was spoken to. */
export function isMachine(by: AnsweredBy | undefined): boolean {
  return by === 'voicemail' || by === 'fax';
}

export function unreachedBy(status: string | undefined): Unreached | undefined {
  return status === undefined ? undefined : UNREACHED[status];
}

/** The other states only say that nothing was found out. */
export function isTelling(status: string | undefined): boolean {
  return answeredBy(status) !== undefined || unreachedBy(status) !== undefined;
}
