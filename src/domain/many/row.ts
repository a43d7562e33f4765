import type { Refusal } from '../policy/decide.ts';
import type { Question } from '../policy/question.ts';
import type { AttributeValues } from '../templates/templates.ts';
import type { RowFault } from './judge-rows.ts';
import type { LineFault } from './list-file.ts';

/** Why a row can't go, whatever the policy says. */
export type AnyRowFault = LineFault | RowFault;

/** Why a row does not go. Nothing of it tells whom it is about. */
export type Why =
  /** template: it isn't there any more, or can't be sent. */
  | { kind: 'fault'; fault: AnyRowFault['kind'] | 'template' }
  | { kind: 'refused'; rule: Refusal['rule']; reason?: string }
  /** By another rule than the rest of the list, others have to approve of it. */
  | { kind: 'others' }
  /** Somebody would have to be asked first. */
  | { kind: 'asked'; question: Question['name'] };

/** waiting: to be fed; fed: it is a reach-out; out: it does not go. */
export type RowState = 'waiting' | 'fed' | 'out';

/** A row as it is stored. */
export interface Row {
  /** In the file, counted from 1. */
  line: number;
  state: RowState;
  why?: Why;
  /** It is closed where the recipient is until then. */
  opensAt?: Date;
  /** E.164, or as it stands in the file where it is none. Absent once erased. */
  phone?: string;
  /** As this recipient is to read it. */
  message?: string;
  /** Of the list's template, where it has one. */
  values?: AttributeValues;
  /** It is encrypted with a key that is missing here. */
  isUnreadable?: boolean;
  /** What is wrong with it, in full. */
  fault?: AnyRowFault;
}
