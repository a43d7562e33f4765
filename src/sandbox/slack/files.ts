import { appIsMember } from './conversations.ts';
import type { Json } from './json.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { StoredFile } from './types.ts';
import type { Workspace } from './workspace.ts';

/** Of a file in a modal, in bytes. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export const FILE_INPUT_LIMIT = 10 * 1024 * 1024;

/** The oldest are forgotten. */
const KEPT_FILES = 100;

const MIME_TYPES: Record<string, string> = {
  csv: 'text/csv',
  txt: 'text/plain',
  pdf: 'application/pdf',
  png: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

type NewFile = { id: string; name: string; user: string; bytes: Uint8Array };

/** A file that is the user's alone, until it is shared or given to an app. */
export function newFile({ now }: Workspace, { id, name, user, bytes }: NewFile): StoredFile {
  return {
    id,
    name,
    title: name,
    user,
    created: Math.floor(now() / 1000),
    content: Buffer.from(bytes).toString('base64'),
    shares: [],
  };
}

export function addFile(workspace: Workspace, file: StoredFile): StoredFile {
  workspace.files.set(file.id, file);
  const [oldest] = workspace.files.keys();
  if (workspace.files.size > KEPT_FILES && oldest) workspace.files.delete(oldest);
  return file;
}

export function contentOf({ content }: StoredFile): Buffer {
  return Buffer.from(content, 'base64');
}

export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Its own, what it was given in a modal, and what is shared where it is. */
export function appSeesFile(workspace: Workspace, { user, isForApp, shares }: StoredFile): boolean {
  if (user === workspace.app.bot_user_id || isForApp) return true;
  return shares.some(({ conversation: id }) => {
    const conversation = workspace.conversations.get(id);
    return conversation !== undefined && appIsMember(workspace, conversation);
  });
}

/** https://docs.slack.dev/reference/objects/file-object; where it is shared, only files.info tells. */
export function fileJson({ workspace, fileUrl }: SandboxContext, file: StoredFile): Json {
  const { id, name, title, user, created } = file;
  const extension = extensionOf(name);
  const path = `${workspace.team.id}-${id}`;
  return {
    id,
    created,
    timestamp: created,
    name,
    title,
    mimetype: MIME_TYPES[extension] ?? 'application/octet-stream',
    filetype: extension === 'txt' ? 'text' : extension || 'binary',
    pretty_type: extension === 'txt' ? 'Plain Text' : extension.toUpperCase() || 'Binary',
    user,
    user_team: workspace.team.id,
    editable: false,
    size: contentOf(file).length,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: file.shares.some(({ conversation }) => conversation.startsWith('C')),
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: fileUrl(`${path}/${encodeURIComponent(name)}`),
    url_private_download: fileUrl(`${path}/download/${encodeURIComponent(name)}`),
    permalink: `https://${workspace.team.domain}.slack.com/files/${user}/${id}/${encodeURIComponent(name)}`,
    file_access: 'visible',
  };
}

/** With where it is shared, as `shares` of files.info has it. */
export function sharedFileJson(context: SandboxContext, file: StoredFile): Json {
  const shares = { public: sharesIn(context, file, true), private: sharesIn(context, file, false) };
  const [open, hidden] = [Object.keys(shares.public), Object.keys(shares.private)];
  return {
    ...fileJson(context, file),
    channels: open,
    groups: hidden.filter((id) => !id.startsWith('D')),
    ims: hidden.filter((id) => id.startsWith('D')),
    shares: {
      ...(open.length > 0 ? { public: shares.public } : {}),
      ...(hidden.length > 0 ? { private: shares.private } : {}),
    },
  };
}

function sharesIn({ workspace }: SandboxContext, { shares }: StoredFile, isPublic: boolean): Json {
  const chosen = shares.filter(
    ({ conversation }) => (workspace.conversations.get(conversation)?.kind === 'public') === isPublic,
  );
  return Object.fromEntries(
    chosen.map(({ conversation, ts, thread_ts }) => [
      conversation,
      [{ ts, ...(thread_ts ? { thread_ts } : {}) }],
    ]),
  );
}
