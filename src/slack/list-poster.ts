import type { WebClient } from '@slack/web-api';
import type { Log } from '../domain/kernel/log.ts';
import type { Files } from '../domain/many/files.ts';
import { listIdAfter } from '../domain/many/ids.ts';
import type { List, ListPart } from '../domain/many/list.ts';
import type { ListPoster, Shown } from '../domain/many/list-poster.ts';
import type { PostOutcome } from '../domain/thread/poster.ts';
import { buildListApproval } from '../views/many/approval.ts';
import { buildMany, type ManyContent } from '../views/many/form.ts';
import { buildListMessage } from '../views/many/message.ts';
import { buildResults } from '../views/many/results.ts';
import type { Names } from '../views/names.ts';
import { formFaultText, MANY_FORM, notTakenText, reportedText } from '../views/sentences/many-form.ts';
import { RESULT_FILE } from '../views/sentences/many-results.ts';
import { buildNotice } from '../views/sentences/notices.ts';
import { EVENT_TYPE, findMessages } from './find-part.ts';
import { causeOf } from './outcome.ts';
import { createSettle, settleFind } from './settle.ts';

/** What the form offers. */
type Offered = Pick<ManyContent, 'channels' | 'senders' | 'offersTemplates'>;

/** The messages of lists in Slack, which carry metadata by which they are found again, and their forms. */
export function createListPoster(
  client: WebClient,
  files: Files,
  { names, offered, log }: { names: Names; offered: Offered; log: Log },
): ListPoster {
  const settle = createSettle(client, log);
  const send = async (
    list: List,
    part: ListPart,
    shown: Shown,
    action: 'post' | 'edit',
  ): Promise<PostOutcome> => {
    const channel = placeOf(list, part);
    const ts = list.posts[part]?.ts ?? '';
    const build = part === 'list' ? buildListMessage : buildListApproval;
    const message = {
      ...{ channel, ...build(list, shown, names) },
      ...{ unfurl_links: false, unfurl_media: false },
      metadata: { event_type: EVENT_TYPE, event_payload: payloadOf(list, part) },
    };
    const about = { id: list.id, placeId: channel };
    return settle(about, `${action} ${part}`, () =>
      action === 'post' ? client.chat.postMessage(message) : client.chat.update({ ...message, ts }),
    );
  };

  return {
    post: (list, part, shown) => send(list, part, shown, 'post'),
    edit: (list, part, shown) => send(list, part, shown, 'edit'),

    remove: (list, part, ts) => {
      const channel = placeOf(list, part);
      return settle({ id: list.id, placeId: channel }, 'delete twin', () =>
        client.chat.delete({ channel, ts }),
      );
    },

    find(list, part) {
      const { userId, requestedAt } = list;
      const sought = { placeId: placeOf(list, part), userId, requestedAt, payload: payloadOf(list, part) };
      const about = { listId: list.id, action: `find ${part}` };
      return settleFind(log, about, () => findMessages(client, sought));
    },

    async upload(results, options) {
      return files.upload({ name: RESULT_FILE.name, bytes: await buildResults(results, options) });
    },

    share: ({ placeId, posts }, fileId) =>
      files.share({ fileId, placeId, threadTs: posts.list?.ts, title: RESULT_FILE.title }),

    async tell(list) {
      const view_id = list.viewId;
      if (!view_id) return;
      try {
        await client.views.update({ view_id, view: formAfter(list, offered) });
      } catch (error) {
        await tellPerson(list, error);
      }
    },
  };

  /** The form is closed: what is wrong is said elsewhere, and a report stands for itself. */
  async function tellPerson({ id, userId, telling }: List, error: unknown): Promise<void> {
    if (!telling?.fault) return;
    const text = notTakenText(telling.fault);
    await client.chat.postMessage({ channel: userId, text }).catch((failure) => {
      log.warn(
        { listId: id, ...causeOf(failure), form: causeOf(error) },
        'a person could not be told of a list',
      );
    });
  }
}

/** Approval is asked for in a place of its own. */
function placeOf({ placeId, approval }: List, part: ListPart): string {
  return part === 'list_approval' && approval ? approval.in : placeId;
}

function payloadOf({ id }: List, part: ListPart) {
  return { list_id: id, part };
}

/** Nothing that was filled in is lost. */
function formAfter(list: List, offered: Offered) {
  const { id, placeId, placeName, fileId, telling, channel, content } = list;
  const { fault } = telling ?? {};
  if (!fault) return buildNotice(MANY_FORM.title, reportedText(list));
  const { column, message, template, fileName, fileUrl, sender } = content;
  const isFileFit = fault.kind !== 'file' && fault.kind !== 'gone';
  return buildMany({
    metadata: {
      list_id: listIdAfter(id),
      place_id: placeId,
      ...(placeName && { place_name: placeName }),
      ...(isFileFit && {
        file: { id: fileId, name: fileName, ...(fileUrl && { url: fileUrl }) },
        ...(column !== undefined && { column }),
      }),
    },
    ...{ ...offered, channel, message, notice: formFaultText(fault) },
    ...(sender && { sender }),
    ...(template && { template }),
    ...(fault.kind === 'column' && {
      choice: { ...fault, ...(column !== undefined && { chosen: column }) },
    }),
  });
}
