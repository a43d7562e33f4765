import { appIsMember, visibleConversation } from '../conversations.ts';
import { addFile, appSeesFile, fileJson, sharedFileJson } from '../files.ts';
import { isJson, type Json, stringAt } from '../json.ts';
import { tellPosted } from '../message-events.ts';
import { addMessage, authorship } from '../messages.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { SlackError } from '../slack-error.ts';
import type { Conversation, StoredFile } from '../types.ts';
import type { Upload } from '../uploads.ts';
import type { Arguments } from './arguments.ts';
import type { Methods } from './method.ts';
import { readThread } from './thread.ts';

/** Of any file, in bytes. */
const LARGEST = 1024 ** 3;

/** files.*: https://docs.slack.dev/messaging/working-with-files */
export const fileMethods: Methods = {
  'files.info': {
    scopes: ['files:read'],
    run: ({ args, context }) => {
      const file = context.workspace.files.get(args.requiredString('file'));
      if (!file || !appSeesFile(context.workspace, file)) throw new SlackError('file_not_found');
      if (file.isDeleted) throw new SlackError('file_deleted');
      return { file: sharedFileJson(context, file), comments: [] };
    },
  },
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    run: ({ args, context: { uploads, workspace, uploadUrl } }) => {
      const name = args.requiredString('filename');
      const length = Number(args.requiredString('length'));
      if (!Number.isInteger(length) || length < 1)
        throw new SlackError('invalid_arguments', ['must be greater than 0 [json-pointer:/length]']);
      if (length > LARGEST) throw new SlackError('file_upload_size_restricted');
      const fileId = workspace.nextId('F');
      return { upload_url: uploadUrl(uploads.begin({ fileId, name, length })), file_id: fileId };
    },
  },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    run: ({ args, context }) => {
      const asked = readFiles(args);
      const uploads = asked.map(({ id }) => pendingUpload(context, id));
      const channel = args.string('channel_id');
      const conversation = channel === undefined ? undefined : shareable(context, channel);
      const thread = conversation && readThread(context.workspace, conversation, args);
      const files = uploads.map((upload, at) => complete(context, upload, asked[at]?.title));
      if (conversation)
        share(context, files, conversation, { comment: args.string('initial_comment'), thread });
      // Where they are shared is told later, by files.info.
      return { files: files.map(({ id, title }) => ({ id, title })) };
    },
  },
};

function readFiles(args: Arguments): { id: string; title?: string }[] {
  const files = args.json('files');
  if (!Array.isArray(files) || files.length === 0)
    throw new SlackError('invalid_arguments', ['missing required field: files']);
  return files.map((one: unknown) => {
    const id = isJson(one) ? stringAt(one, 'id') : undefined;
    const title = isJson(one) ? stringAt(one, 'title') : undefined;
    if (!id)
      throw new SlackError('invalid_arguments', ['missing required field: id [json-pointer:/files/0]']);
    return { id, ...(title ? { title } : {}) };
  });
}

function pendingUpload({ uploads }: SandboxContext, fileId: string): Upload {
  const upload = uploads.of(fileId);
  if (!upload) throw new SlackError('file_not_found');
  return upload;
}

/** Where the app is; chat:write.public is for messages only. */
function shareable({ workspace }: SandboxContext, id: string): Conversation {
  const conversation = visibleConversation(workspace, id);
  if (conversation.is_archived) throw new SlackError('is_archived');
  if (!appIsMember(workspace, conversation)) throw new SlackError('not_in_channel');
  return conversation;
}

function complete({ workspace, uploads }: SandboxContext, upload: Upload, title?: string): StoredFile {
  uploads.finish(upload);
  const file = upload.file;
  if (!file) throw new SlackError('file_not_found');
  if (title) file.title = title;
  return addFile(workspace, file);
}

function share(
  context: SandboxContext,
  files: StoredFile[],
  conversation: Conversation,
  { comment = '', thread }: { comment?: string | undefined; thread: string | undefined },
): void {
  const { workspace } = context;
  const message = addMessage(workspace, conversation, {
    ...authorship(workspace),
    subtype: 'file_share',
    text: comment,
    files: files.map((file): Json => fileJson(context, file)),
    ...(thread ? { thread_ts: thread } : {}),
  });
  const { ts, thread_ts } = message;
  for (const { shares } of files)
    shares.push({ conversation: conversation.id, ts, ...(thread_ts ? { thread_ts } : {}) });
  tellPosted(context, message);
}
