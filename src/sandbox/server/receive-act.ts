import type { IncomingHttpHeaders } from 'node:http';
import { act, STATUS_OF } from '../act/act.ts';
import type { ActAnswer } from '../page-api.ts';
import type { Exchange } from './front.ts';
import { readJson } from './read-json.ts';
import { sendJson } from './send.ts';

/** Does what somebody at the page has done, after all that they did before. */
export async function receiveAct({ request, response, front: { acts, parts } }: Exchange): Promise<void> {
  // Other sites can make a browser post anything but this without asking us first.
  const isJson = request.headers['content-type']?.split(';')[0]?.trim() === 'application/json';
  if (!isJson) {
    const message = 'Send JSON, with content-type application/json.';
    return answerWith({ ok: false, error: { code: 'invalid', message } });
  }
  const asked = await readJson(request);
  answerWith(await acts.inTurn(placeOf(request.headers), () => act(asked, parts)));

  function answerWith(answer: ActAnswer): void {
    sendJson(response, answer.ok ? 200 : STATUS_OF[answer.error.code], answer);
  }
}

function placeOf({ 'act-id': id, 'act-after': after }: IncomingHttpHeaders) {
  return { id: id?.toString(), after: after?.toString() };
}
