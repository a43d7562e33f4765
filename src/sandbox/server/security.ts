import type { IncomingMessage } from 'node:http';

/** Everything comes from the sandbox itself; React sets styles through the CSSOM, which needs no exception. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const OUR_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Why a request is refused: a foreign name that was made to point here, or a foreign page that sends it. */
export function foreignness({ headers, method }: IncomingMessage): string | undefined {
  const { host = '', origin } = headers;
  if (!OUR_NAMES.has(hostnameOf(`http://${host}`))) return `This is 127.0.0.1, not ${host}.`;
  if (origin !== undefined && origin !== `http://${host}`) return 'Another site has no business here.';
  const site = headers['sec-fetch-site'];
  const isNavigation = method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  if (site === 'cross-site' && !isNavigation) return 'Another site has no business here.';
  return undefined;
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
