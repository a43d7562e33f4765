import { isDeepStrictEqual } from 'node:util';
import type { Channel } from '../channels/registry.ts';
import { describeNumber } from '../phone/phone-number.ts';
import { isOfCountry } from './countries.ts';
import type { ApprovalCondition, ApprovalRule, Policy } from './policy.ts';

/** What may need approval. */
export interface Approvable {
  /** E.164. */
  recipient: string;
  channel: Channel;
  /** Whether nobody here has reached the recipient before; where that is not known, it is taken to be so. */
  isFirstContact?: boolean | undefined;
  /** Of the list that it belongs to. */
  rows?: number;
}

/** The rule that applies, and which it is, counted from 1 as in what is said of the file. */
export interface NeededApproval extends ApprovalRule {
  rule: number;
}

/** The first rule that applies; undefined where nobody else has to approve. */
export function approvalFor(
  approvable: Approvable,
  { approvals }: Pick<Policy, 'approvals'>,
): NeededApproval | undefined {
  const index = approvals.findIndex(({ when }) => holds(when, approvable));
  const rule = approvals[index];
  return rule && { ...rule, rule: index + 1 };
}

/**
 * Whether what one rule asks for is not given by an approval that another has asked for. It is where the rule was only
 * rewritten: its condition or its approvers are the same.
 */
export function isByOthers(
  needed: ApprovalRule | undefined,
  { when, by }: Pick<ApprovalRule, 'when' | 'by'>,
): boolean {
  return needed !== undefined && !isDeepStrictEqual(needed.when, when) && !isDeepStrictEqual(needed.by, by);
}

function holds(
  { channels, countriesOtherThan, firstContact, moreThan }: ApprovalCondition,
  { recipient, channel, isFirstContact = true, rows = 1 }: Approvable,
): boolean {
  const number = describeNumber(recipient) ?? { e164: recipient };
  return (
    (!channels || channels.includes(channel)) &&
    (!countriesOtherThan || !isOfCountry(number, countriesOtherThan)) &&
    (!firstContact || isFirstContact) &&
    (moreThan === undefined || rows > moreThan)
  );
}
