import { type Approval, approversOf } from '../../domain/approval/approval.ts';
import type { ApprovalObstacle } from '../../domain/approval/decide-awaited.ts';
import { CHANNELS } from '../../domain/channels/registry.ts';
import type { List } from '../../domain/many/list.ts';
import { countryName } from '../../domain/phone/country-name.ts';
import { describeNumber } from '../../domain/phone/phone-number.ts';
import type { Ids } from '../../domain/policy/policy.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { escapeText, escapeWithin, mention, momentText } from '../text.ts';
import { UNREADABLE_LIST, unsentText } from './many.ts';

/** More names than these nobody asks. */
const MOST_NAMED = 5;
const LONGEST_REASON = 600;

/** "@Ada, @Grace or @leads". */
function anyOf(ids: Ids): string {
  const names = ids.slice(0, MOST_NAMED).map(mention);
  const all = ids.length > MOST_NAMED ? [...names, 'somebody else of the rule'] : names;
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}

/** Of a card, or of a list's message, that waits. `ask`: whom to ask for help, in Slack's markup. */
export function awaitedText(reachOut: Pick<ReachOut, 'userId' | 'approval'>, ask: string): string {
  const { approval } = reachOut;
  if (!approval) return '';
  const { in: placeId, obstacle, sendAt } = approval;
  const by = approversOf(reachOut, approval.by);
  const until = momentText(new Date(approval.lapsesAt));
  if (obstacle) return `${obstacleText(placeId, obstacle, ask)} It is tried again until ${until}.`;
  if (by.length === 0) return `${noApproverText(reachOut, ask)} Nothing is sent.`;
  const later = sendAt ? ` It is to go ${momentText(new Date(sendAt))}.` : '';
  return `Nothing is sent until ${anyOf(by)} approves in ${mention(placeId)}, by ${until}.${later}`;
}

function noApproverText({ userId }: { userId: string }, ask: string): string {
  return `Nobody can approve this: its rule names <@${userId}> alone, who asked for it. Ask ${ask} to name somebody else in the policy.`;
}

function obstacleText(placeId: string, error: string, ask: string): string {
  const where = `Approval can't be asked for in ${mention(placeId)}, so nothing is sent`;
  if (error === 'is_archived') return `${where}: it is archived. Ask ${ask} to name another in the policy.`;
  if (error === 'not_in_channel' || error === 'channel_not_found')
    return `${where}: Reach Out isn't in it. Type /invite @Reach Out there.`;
  return `${where}: Slack answers ${escapeText(error)}. Ask ${ask}.`;
}

export function approvedText({ decidedBy }: Approval): string {
  return `Approved by <@${decidedBy}>`;
}

export function declinedText({ decidedBy, reason }: Approval): string {
  const why = reason && `: “${escapeWithin(reason.replace(/\s+/gu, ' '), LONGEST_REASON)}”`;
  return `<@${decidedBy}> declined it${why ?? ''}`;
}

export const LAPSED = 'Nobody approved of it in time. If it still matters, try again.';

/** What the message that asks for approval says at its head, and below. */
export function approvalTexts(
  reachOut: ReachOut,
  ask: string,
): { icon: string; title: string; told: string } {
  const { approval, state, userId, failure } = reachOut;
  const asked = `Asked for by <@${userId}>${viaWorkflow(reachOut)}.`;
  if (approval?.decided === 'approved')
    return { icon: ':white_check_mark:', title: 'Approved', told: `${approvedText(approval)}. ${asked}` };
  if (approval?.decided === 'declined')
    return { icon: ':x:', title: 'Declined', told: `${asked} ${declinedText(approval)}` };
  if (approval && state === 'awaiting_approval')
    return { icon: ':lock:', title: 'Approval needed', told: askingText(reachOut, approval, ask) };
  const title = failure?.code === 'approval_lapsed' ? 'Not approved in time' : 'No longer asked for';
  return { icon: ':no_entry_sign:', title, told: `Nothing was sent. ${asked}` };
}

/** Whoever approves is to know that the person may not have asked themselves. */
export function viaWorkflow({ workflow }: Pick<ReachOut, 'workflow'>): string {
  return workflow ? ' through a workflow' : '';
}

function askingText(asked: Pick<ReachOut, 'userId' | 'workflow'>, approval: Approval, ask: string): string {
  const { userId } = asked;
  const until = momentText(new Date(approval.lapsesAt));
  const later = approval.sendAt ? ` It is to go ${momentText(new Date(approval.sendAt))}.` : '';
  const by = approversOf({ userId }, approval.by);
  return by.length > 0
    ? `<@${userId}>${viaWorkflow(asked)} asks ${anyOf(by)} to approve this, by ${until}.${later}`
    : noApproverText({ userId }, ask);
}

/** The same of a whole list. */
export function listApprovalTexts(
  list: List,
  ask: string,
): { icon: string; title: string; told: string; rule: string } {
  const { approval, state, userId } = list;
  const asked = `Asked for by <@${userId}>.`;
  const rule = `Rule ${approval?.rule} for approvals in the policy applies to rows of this list.`;
  if (approval?.decided === 'approved')
    return {
      ...{ icon: ':white_check_mark:', title: 'Approved', rule },
      told: `${approvedText(approval)}. ${asked}`,
    };
  if (approval?.decided === 'declined')
    return { icon: ':x:', title: 'Declined', told: `${asked} ${declinedText(approval)}`, rule };
  if (approval && state === 'awaiting_approval')
    return { icon: ':lock:', title: 'Approval needed', told: askingText({ userId }, approval, ask), rule };
  const title = state === 'lapsed' ? 'Not approved in time' : 'No longer asked for';
  return { icon: ':no_entry_sign:', title, told: `${unsentText(list)} ${asked}`, rule };
}

/** Why it needs approval, by all that its rule goes by. */
export function ruleText({ request, approval }: ReachOut): string {
  const { channels, countriesOtherThan, firstContact, moreThan } = approval?.when ?? {};
  const { country } = describeNumber(request.recipient) ?? {};
  const causes = [
    channels && `it is for ${CHANNELS[request.channel].label}`,
    countriesOtherThan &&
      (country ? `the number is in ${countryName(country)}` : 'the country of the number is not known'),
    firstContact && 'nobody here has reached this number before',
    moreThan !== undefined && `it belongs to a list of more than ${moreThan}`,
  ].filter(Boolean);
  const why = causes.length > 0 ? causes.join(', and ') : 'all have to be approved';
  return `Rule ${approval?.rule} for approvals in the policy: ${why}.`;
}

export const DECLINE_FORM = {
  title: 'Decline',
  reason: 'Why?',
  hint: 'Whoever asked for it reads this, and everybody in the thread.',
  empty: 'Say why, so that whoever asked knows what to do.',
};

/** What a person reads after pressing **Approve** or **Decline**, where nothing came of it. */
export function approvalAnswer(obstacle: ApprovalObstacle, ask: string): string {
  switch (obstacle.kind) {
    case 'decided':
      return `Already ${obstacle.approval.decided} by <@${obstacle.approval.decidedBy}>.`;
    case 'own':
      return obstacle.by.length > 0
        ? `You asked for it, so somebody else has to decide: ${anyOf(obstacle.by)}.`
        : `You asked for it, so somebody else has to decide, and its rule names nobody else. Ask ${ask} to name somebody else in the policy.`;
    case 'not_named':
      return obstacle.by.length > 0
        ? `Only ${anyOf(obstacle.by)} can approve or decline this.`
        : `Nobody can approve or decline this: its rule names whoever asked for it alone. Ask ${ask} to name somebody else in the policy.`;
    case 'refused':
      return `Guests, bots and people of other workspaces can't approve or decline, even where a rule names them. Ask ${ask}.`;
    case 'lapsed':
      return 'It was not approved in time, so nothing is sent. Whoever asked can try it again.';
    case 'cancelled':
      return 'It was cancelled. Nothing was sent.';
    case 'over':
      return 'It is over already. Its card shows what became of it.';
    case 'unreadable':
      return `${UNREADABLE_LIST} Nothing was decided. Ask ${ask}.`;
    case 'not_found':
      return 'Reach Out knows nothing of this any more.';
    case 'unidentified':
      return "Slack couldn't be asked just now whether you can decide this, so nothing was decided. Press the button again in a moment.";
  }
}
