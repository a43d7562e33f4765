import { livingContactId } from '../../domain/contact/contact.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import type { Happening } from '../../domain/thread/history.ts';
import type { Names } from '../names.ts';
import { escapeText, lowerFirst, slackDate } from '../text.ts';
import { answerText } from './ending.ts';
import { statusOf } from './status.ts';
import { toWhom } from './whom.ts';

/** Of a thread that went on in a direct message. */
export const MOVED = "Told here because Reach Out couldn't post where it was asked for.";

/** What a reply in somebody else's thread is about: "SMS to +1 …0152 · ". */
export function subjectText(reachOut: ReachOut): string {
  return `${toWhom(reachOut)} · `;
}

/** The present state, with what is not known beside it. */
export function stateText(reachOut: ReachOut, names: Names): string {
  const { title, note } = statusOf(reachOut, names);
  return note ? `${title}, ${note}` : title;
}

/** The ContactId under which the contact is found now, and after a transfer the one that it began with. */
export function contactIdText(reachOut: ReachOut): string {
  const { contactId = '' } = reachOut;
  const living = livingContactId(reachOut);
  const before = living === contactId ? '' : `, transferred from \`${escapeText(contactId)}\``;
  const again = reachOut.conversation?.isAgain ? 'The customer wrote again. ' : '';
  return `${again}ContactId \`${escapeText(living)}\`${before}`;
}

/** "7:55:46 in queue Support". */
export function happeningText(happening: Happening, reachOut: ReachOut, names: Names): string {
  const at = happening.at && `${timeText(happening.at)} `;
  return `${at ?? ''}${wordsFor(happening, reachOut, names)}`;
}

export function timeText(at: string): string {
  return slackDate(new Date(at), '{time_secs}');
}

function wordsFor(happening: Happening, reachOut: ReachOut, names: Names): string {
  switch (happening.kind) {
    case 'answered':
      return lowerFirst(answerText(happening.by));
    case 'transferred':
      return 'transferred';
    case 'queued': {
      const name = happening.queueId && names.queue(happening.queueId);
      return name ? `in queue ${escapeText(name)}` : 'in a queue';
    }
    case 'with_agent': {
      const name = happening.agentId && names.agent(happening.agentId);
      return name ? `with agent ${escapeText(name)}` : 'with an agent';
    }
    case 'ended':
      return lowerFirst(stateText(reachOut, names));
  }
}
