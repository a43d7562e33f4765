import { appSeesFile, contentOf, newFile } from './files.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { Answer } from './web-api/answer.ts';

/** What a browser without a session gets, and so an app without a token or its scope: no error, but a page. */
const SIGN_IN =
  '<!DOCTYPE html><html lang="en-US"><head><title>Sign in | Slack</title></head><body></body></html>';

/** GET of `url_private` and `url_private_download`. https://docs.slack.dev/reference/objects/file-object#authentication */
export function downloadFile(context: SandboxContext, path: string, authorization = ''): Answer {
  const { workspace, options } = context;
  const token = /^Bearer (.+)$/.exec(authorization)?.[1];
  if (token !== options.botToken || options.scopes?.has('files:read') === false) return page(200, SIGN_IN);
  const [, id = ''] = /^[^/]*-([^-/]+)\//.exec(path) ?? [];
  const file = workspace.files.get(id);
  if (!file || file.isDeleted || !appSeesFile(workspace, file)) return page(404, 'File not found');
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' },
    body: contentOf(file),
    faults: [],
  };
}

/** POST to the URL of files.getUploadURLExternal. https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export function takeUpload({ workspace, uploads }: SandboxContext, ticket: string, body: Buffer): Answer {
  const upload = uploads.at(ticket);
  if (!upload) return page(404, 'Upload not found');
  if (upload.file) return page(409, 'This was uploaded before');
  if (body.length !== upload.length) return page(400, `There are ${body.length} bytes, not ${upload.length}`);
  const { fileId: id, name } = upload;
  upload.file = newFile(workspace, { id, name, user: workspace.app.bot_user_id, bytes: body });
  return { ...page(200, `OK - ${body.length}`), headers: { 'content-type': 'text/plain' } };
}

function page(status: number, body: string): Answer {
  return { status, headers: {}, body, faults: [], ...(status === 200 ? {} : { error: `http_${status}` }) };
}
