import type { KnownBlock } from '@slack/types';
import { livingContactId } from '../../domain/contact/contact.ts';
import { wordsOf } from '../../domain/contact/contact-request.ts';
import { emojiCodeWarning } from '../../domain/intake/emoji.ts';
import { openWarnings } from '../../domain/reach-out/open-warnings.ts';
import { isGone, type ReachOut } from '../../domain/reach-out/reach-out.ts';
import { section, smallPrint } from '../kit.ts';
import type { Names } from '../names.ts';
import { approvedText, viaWorkflow } from '../sentences/approval.ts';
import { NOT_CHECKED } from '../sentences/blocks.ts';
import { agentOf, limitText, unreadText } from '../sentences/conversation.ts';
import { statusOf } from '../sentences/status.ts';
import { MOVED } from '../sentences/thread.ts';
import { goneText, toWhom } from '../sentences/whom.ts';
import { escapeWithin, momentText } from '../text.ts';
import { actionsOf, buttonOf, menuOf, SHOW_NUMBER } from './actions.ts';
import { contentOf } from './content.ts';

const LONGEST_NOTE = 300;

/** The message at the head of a thread: where it stands, to whom, what is said, and who asked for it. */
export function buildCard(reachOut: ReachOut, names: Names): { text: string; blocks: KnownBlock[] } {
  const { icon, title, note, explanation } = statusOf(reachOut, names);
  const [action, ...more] = actionsOf(reachOut, names);
  const others = isGone(reachOut) ? more : [...more, SHOW_NUMBER];
  const what = toWhom(reachOut, names.sender(reachOut.request));
  const head = [`${icon} *${title}*`, what, note].filter(Boolean).join(' · ');
  const read = [
    `${title}${note ? `, ${note}` : ''}.`,
    explanation,
    `Asked for by <@${reachOut.userId}>${viaWorkflow(reachOut)}.`,
  ];
  const details = detailsOf(reachOut, names);
  return {
    text: `${what}: ${read.filter(Boolean).join(' ')}`,
    blocks: [
      section([head, explanation].filter(Boolean).join('\n'), action && buttonOf(action, reachOut)),
      ...contentOf(reachOut, names),
      // A section holds one element, so what else can be done stands beside the details.
      others.length > 0 ? section(details, menuOf(others, reachOut)) : smallPrint(details),
    ],
  };
}

/** Who, when, where to look it up, and what was warned of. */
function detailsOf(reachOut: ReachOut, names: Names): string {
  const { userId, requestedAt, request, contactId, isMoved, conversation, state, approval } = reachOut;
  const url = contactId && names.contactUrl(livingContactId(reachOut));
  const flow = names.flow(request);
  return [
    `<@${userId}>${viaWorkflow(reachOut)}`,
    momentText(requestedAt),
    url && `<${url}|Open in Connect>`,
    approval?.decided === 'approved' && approvedText(approval),
    conversation?.claimedBy && `:raised_hand: <@${conversation.claimedBy}>`,
    conversation &&
      (state === 'started' ? limitText(conversation, agentOf(reachOut, names)) : unreadText(conversation)),
    reachOut.isOptOutUnknown && reachOut.state !== 'cancelled' && `:warning: ${NOT_CHECKED}`,
    ...shownWarnings(reachOut, names).map((warning) => `:warning: ${escapeWithin(warning, LONGEST_NOTE)}`),
    flow && `Flow ${escapeWithin(flow, LONGEST_NOTE)}`,
    goneText(reachOut),
    isMoved && MOVED,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** One of them quotes the text. */
function shownWarnings(reachOut: ReachOut, { showsMessage }: Names): string[] {
  const quoting = emojiCodeWarning(wordsOf(reachOut.request) ?? '');
  return openWarnings(reachOut).filter((warning) => showsMessage() || warning !== quoting);
}
