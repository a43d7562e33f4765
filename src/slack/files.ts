import type { FilesInfoResponse, WebClient } from '@slack/web-api';
import type { Log } from '../domain/kernel/log.ts';
import type { Downloaded, FileShare, Files, PickedFile, Shared, Uploaded } from '../domain/many/files.ts';
import type { Received, Transfer } from './file-transfer.ts';
import { causeOf, outcomeOf, slackErrorOf } from './outcome.ts';

type SlackFile = NonNullable<FilesInfoResponse['file']>;

/** Slack knows no such file, or does not show it to the app. */
const GONE = ['file_not_found', 'file_deleted', 'not_visible', 'access_denied'];

/** Nothing about files is answered there, now or later. */
const NO_METHOD = 'unknown_method';

export function createFiles(client: WebClient, transfer: Transfer, log: Log): Files {
  const failed = (action: string, error: unknown) =>
    log.warn({ action, ...causeOf(error) }, 'Slack call failed');

  async function isSharedIn(fileId: string, placeId: string): Promise<boolean | 'not_known'> {
    try {
      const { file } = await client.files.info({ file: fileId });
      return placesOf(file).includes(placeId);
    } catch (error) {
      // A file whose upload was not completed is not known yet.
      if (GONE.includes(slackErrorOf(error) ?? '')) return false;
      failed('look for file', error);
      return isUnanswerable(error) ? false : 'not_known';
    }
  }

  /** As Slack describes it; where Slack doesn't, as the form did. */
  async function describe({ id, url }: PickedFile): Promise<SlackFile | undefined> {
    const asPicked = url ? { url_private_download: url } : undefined;
    try {
      return (await client.files.info({ file: id })).file ?? asPicked;
    } catch (error) {
      if (!asPicked || [...GONE, 'missing_scope'].includes(slackErrorOf(error) ?? '')) throw error;
      failed('look at file', error);
      return asPicked;
    }
  }

  return {
    async download(picked, mostBytes) {
      try {
        const file = await describe(picked);
        const url = file?.url_private_download ?? file?.url_private;
        if (!file || !url || file.is_external) return { kind: 'gone' };
        if ((file.size ?? 0) > mostBytes) return { kind: 'too_large' };
        // Instead of an error, Slack answers with a page to sign in on.
        const isPage = (type: string) => type.includes('text/html') && file.mimetype !== 'text/html';
        const received = await transfer.get(url, { mostBytes, isPage });
        if (received.kind === 'page' || received.kind === 'failed')
          log.warn({ action: 'download file', answer: received.kind }, 'Slack call failed');
        return downloaded(received, file.name ?? '');
      } catch (error) {
        failed('download file', error);
        return refusedDownload(slackErrorOf(error));
      }
    },

    async upload({ name, bytes }): Promise<Uploaded> {
      try {
        const announced = await client.files.getUploadURLExternal({ filename: name, length: bytes.length });
        const { upload_url: url, file_id: fileId } = announced;
        if (!url || !fileId || !(await transfer.post(url, bytes))) return { kind: 'unavailable' };
        return { kind: 'uploaded', fileId };
      } catch (error) {
        failed('upload file', error);
        return refusedOr({ kind: 'unavailable' }, error);
      }
    },

    async share(share): Promise<Shared> {
      const isThere = await isSharedIn(share.fileId, share.placeId);
      if (isThere !== false) return { kind: isThere === true ? 'shared' : 'unknown' };
      try {
        await completeUpload(client, share);
        return { kind: 'shared' };
      } catch (error) {
        failed('share file', error);
        if (outcomeOf(error).kind === 'slow_down') return { kind: 'unavailable' };
        const outcome = refusedOr({ kind: 'unknown' }, error);
        if (outcome.kind === 'refused') return outcome;
        return { kind: (await isSharedIn(share.fileId, share.placeId)) === true ? 'shared' : 'unknown' };
      }
    },
  };
}

/** Nobody is told where the file then stands: Slack shares it a moment later. */
function completeUpload(client: WebClient, { fileId, title, placeId, threadTs }: FileShare) {
  const files: [{ id: string; title: string }] = [{ id: fileId, title }];
  return threadTs
    ? client.files.completeUploadExternal({ files, channel_id: placeId, thread_ts: threadTs })
    : client.files.completeUploadExternal({ files, channel_id: placeId });
}

/** Where files can't be asked about at all, none is known to stand anywhere. */
function isUnanswerable(error: unknown): boolean {
  return slackErrorOf(error) === NO_METHOD;
}

function placesOf(file: SlackFile | undefined): string[] {
  const { public: open = {}, private: hidden = {} } = file?.shares ?? {};
  return [...Object.keys(open), ...Object.keys(hidden)];
}

function downloaded(received: Received, name: string): Downloaded {
  switch (received.kind) {
    case 'bytes':
      return { kind: 'file', name, bytes: received.bytes };
    case 'gone':
    case 'too_large':
      return { kind: received.kind };
    default:
      return { kind: 'unavailable' };
  }
}

function refusedDownload(slackError = ''): Downloaded {
  if (slackError === 'missing_scope') return { kind: 'not_allowed' };
  return { kind: [...GONE, NO_METHOD].includes(slackError) ? 'gone' : 'unavailable' };
}

/** Slack's no, where it has said one. */
function refusedOr<const Otherwise>(otherwise: Otherwise, error: unknown) {
  const { kind } = outcomeOf(error);
  const slackError = slackErrorOf(error);
  const isRefused = slackError !== undefined && kind !== 'unknown' && kind !== 'slow_down';
  return isRefused ? { kind: 'refused' as const, error: slackError } : otherwise;
}
