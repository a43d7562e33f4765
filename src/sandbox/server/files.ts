import type { Exchange } from './front.ts';
import { readBytes } from './read-json.ts';
import { SECURITY_HEADERS } from './security.ts';
import { sendJson, sendText } from './send.ts';

/** More than a file_input takes, so that it can be seen to refuse it. */
const MOST_BYTES = 12 * 1024 * 1024;

/** A file that a person picks: its bytes, with `as` and `name` in the query. Other sites can't send this type unasked. */
export async function receiveFile({ request, response, url, front }: Exchange): Promise<void> {
  if (request.headers['content-type'] !== 'application/octet-stream')
    return sendText(response, 400, 'Send bytes, with content-type application/octet-stream.');
  const { slack } = front.parts.live().stage;
  const [as, name] = [url.searchParams.get('as') ?? '', url.searchParams.get('name') || 'file'];
  if (!slack.workspace.people.has(as)) return sendText(response, 404, `There is no person ${as}.`);
  const content = await readBytes(request, MOST_BYTES);
  if (!content) return sendText(response, 413, 'This file is too large.');
  sendJson(response, 200, { id: slack.as(as).upload({ name, content }).id });
}

/** What stands in a conversation, for whoever is at the page. */
export function sendFile({ response, front }: Exchange, id: string): void {
  const file = front.parts.live().stage.slack.workspace.files.get(id);
  if (!file) {
    sendText(response, 404, 'There is no such file (any more).');
    return;
  }
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  response.end(Buffer.from(file.content, 'base64'));
}
