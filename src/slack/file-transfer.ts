/** Where Slack keeps files. The token goes nowhere else, but to the host that it goes to anyway. */
const SLACKS = /(?:^|\.)slack(?:-gov)?\.com$/;

const MOST_REDIRECTS = 3;

export type Received =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'too_large' | 'page' | 'gone' | 'failed' };

export interface Transfer {
  /** @throws what breaks on the way */
  get(
    url: string,
    options: { mostBytes: number; isPage: (contentType: string) => boolean },
  ): Promise<Received>;
  /** Resolves to whether Slack has taken it. @throws what breaks on the way */
  post(url: string, bytes: Uint8Array): Promise<boolean>;
}

/** Sends and fetches the bytes of files, each within the deadline. */
export function createTransfer(token: string, apiUrl: string, deadlineMs: number): Transfer {
  const { protocol, hostname } = new URL(apiUrl);
  const isTrusted = (url: URL) =>
    (url.protocol === protocol && url.hostname === hostname) ||
    (url.protocol === 'https:' && SLACKS.test(url.hostname));

  async function follow(from: string, signal: AbortSignal): Promise<Response | undefined> {
    let url = new URL(from);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      if (!isTrusted(url)) return undefined;
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      const next = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !next) return response;
      await response.body?.cancel();
      url = new URL(next, url);
    }
    return undefined;
  }

  return {
    async get(url, { mostBytes, isPage }) {
      const response = await follow(url, AbortSignal.timeout(deadlineMs));
      if (!response) return { kind: 'failed' };
      const refused = refusalOf(response, isPage);
      if (refused) {
        await response.body?.cancel();
        return { kind: refused };
      }
      return readAtMost(response, mostBytes);
    },

    async post(url, bytes) {
      if (!isTrusted(new URL(url))) return false;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
        redirect: 'error',
        signal: AbortSignal.timeout(deadlineMs),
      });
      await response.body?.cancel();
      return response.ok;
    },
  };
}

function refusalOf(
  { status, headers }: Response,
  isPage: (contentType: string) => boolean,
): 'gone' | 'failed' | 'page' | undefined {
  if (status === 404 || status === 410) return 'gone';
  if (status !== 200) return 'failed';
  return isPage(headers.get('content-type') ?? '') ? 'page' : undefined;
}

async function readAtMost({ body }: Response, most: number): Promise<Received> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.length;
    // Leaving the loop cancels the rest.
    if (size > most) return { kind: 'too_large' };
    pieces.push(piece);
  }
  return { kind: 'bytes', bytes: Buffer.concat(pieces) };
}
