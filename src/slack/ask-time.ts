import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';

/** What Slack's clock says; undefined where it does not answer. Source: Slack, api.test, which takes no token. */
export async function askSlackTime(apiUrl: string, signal: AbortSignal): Promise<Date | undefined> {
  const url = new URL('api.test', apiUrl);
  try {
    const request = (url.protocol === 'https:' ? https : http).request(url, { method: 'POST', signal });
    request.on('error', () => {});
    const answered = once(request, 'response', { signal });
    request.end();
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    const { date } = response.headers;
    return date ? new Date(date) : undefined;
  } catch {
    return undefined;
  }
}
