import { createHash, randomUUID } from 'node:crypto';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { gapFault } from '../../domain/quick-responses/gaps.ts';
import { writeReply } from '../../domain/reply/write-reply.ts';
import {
  buildReplyModal,
  type ReplyContent,
  recentIn,
  replyMetadata,
} from '../../views/conversation/reply-modal.ts';
import { CLAIMED, CONFIRM } from '../../views/ids.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { refusalText, unidentifiedText } from '../../views/sentences/refusals.ts';
import { REPLIES_OFF, REPLY_NOT_OPEN, SENT_BEFORE, unsentText } from '../../views/sentences/reply.ts';
import type { SubmitArgs } from '../answer-at-form.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';
import { responseNames, shortcutFault } from '../quick-responses.ts';
import { readReply } from '../read-reply.ts';

/** Of its view and its words. The view's id is not stored, so nobody can guess at the words by what is. */
function fingerprintOf(text: string, viewId: string): string {
  return createHash('sha256').update(`${viewId} ${text}`).digest('base64url');
}

/** The reply's submission: it is stored before Slack is told that it is done. */
export function submitReply(deps: Deps) {
  return async ({ ack, body, view, asItIs }: SubmitArgs): Promise<void> => {
    const metadata = readMetadata(view, replyMetadata);
    const { reach_out_id: id, reply_id: replyId, claim } = metadata;
    const userId = body.user.id;
    const typed = readReply(view);
    const text = typed.message.trim();
    const error = (message: string) => ack({ response_action: 'errors', errors: { message } });
    const fault = (typed.chosen && gapFault(text)) || shortcutFault(deps, text);
    if (fault) return error(fault);
    const ask = async (more: Pick<ReplyContent, 'metadata' | 'reachOut' | 'notice'>) => {
      const now = await asItIs();
      const form = { ...readReply(now), recent: recentIn(now), responses: responseNames(deps) };
      await ack({ response_action: 'update', view: buildReplyModal({ ...form, ...more }) });
    };
    const isAware = [answerIn(view, CONFIRM)].flat().includes(CLAIMED);
    const knownClaim = isAware && claim ? { knownClaim: claim.by } : {};
    const input = { id, replyId, userId, text, fingerprint: fingerprintOf(text, view.id), ...knownClaim };
    const written = await writeReply({ ctx: actingAs(deps, userId, 'form'), input });
    const notice = (text: string) => ack({ response_action: 'update', view: buildNotice('Reply', text) });
    switch (written.kind) {
      case 'stored':
      case 'repeated':
        return ack();
      case 'changed': {
        const { reachOut } = written;
        const anew = { ...metadata, reply_id: randomUUID() };
        return ask({ metadata: anew, reachOut, notice: SENT_BEFORE });
      }
      case 'stays':
        return error(unsentText(written.why, written.reachOut, text));
      case 'asked': {
        const { reachOut, claimedBy: by } = written;
        const name = (await deps.nameOf(by)) ?? by;
        return ask({ metadata: { ...metadata, claim: { by, name } }, reachOut });
      }
      case 'unidentified':
        return error(unidentifiedText('sent'));
      case 'off':
        return notice(REPLIES_OFF);
      case 'not_found':
        return notice(REPLY_NOT_OPEN);
      case 'refused': {
        const [refusal] = written.refusals;
        return notice(
          refusal ? refusalText(refusal, whomToAsk(deps.context.settings).markup) : REPLY_NOT_OPEN,
        );
      }
    }
  };
}
