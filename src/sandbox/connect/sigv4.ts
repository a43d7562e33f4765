import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './aws-error.ts';

/** AWS refuses a signature whose date is further than this from its own clock. */
const MAX_SKEW_MS = 5 * 60_000;
const SCHEME = 'AWS4-HMAC-SHA256';
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, *SignedHeaders=([a-z0-9;_-]+), *Signature=([0-9a-f]{64})$/;

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

export type SignedRequest = {
  method: string;
  /** Path and query as they came on the request line. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

export type SignatureRules = {
  credentials: readonly Credentials[];
  region: string;
  service: string;
  /** Milliseconds since the epoch by which the signing date is judged. */
  now: number;
};

/**
 * Checks an AWS Signature Version 4 for real, as AWS documents it ("Signature Version 4 signing process").
 * Throws MissingAuthenticationTokenException, UnrecognizedClientException or InvalidSignatureException (403).
 */
export function verifySignature(request: SignedRequest, rules: SignatureRules): void {
  const [, accessKeyId, day, region, service, signedHeaders, signature] = readAuthorization(request.headers);
  const date = header(request.headers, 'x-amz-date') ?? '';
  const credentials = rules.credentials.find((known) => known.accessKeyId === accessKeyId);
  if (!credentials || header(request.headers, 'x-amz-security-token') !== credentials.sessionToken) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  if (region !== rules.region || service !== rules.service) {
    throw invalid(
      `Credential should be scoped to ${rules.region}/${rules.service}, not ${region}/${service}.`,
    );
  }
  checkDate(date, day ?? '', rules.now);
  const names = (signedHeaders ?? '').split(';');
  if (!names.includes('host') || !names.includes('x-amz-date')) {
    throw invalid('host and x-amz-date must be signed.');
  }
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = [SCHEME, date, scope, sha256(canonicalRequest(request, names))].join('\n');
  const expected = hmac(signingKey(credentials.secretAccessKey, [day, region, service]), text);
  if (!timingSafeEqual(expected, Buffer.from(signature ?? '', 'hex'))) {
    throw invalid('The request signature we calculated does not match the signature you provided.');
  }
}

/** The parts of a well-formed Authorization header; throws where it is missing or malformed. */
export function readAuthorization(headers: IncomingHttpHeaders): RegExpExecArray {
  const match = AUTHORIZATION.exec(headers.authorization ?? '');
  if (!match) throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  return match;
}

function checkDate(date: string, day: string, now: number): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts || !date.startsWith(day)) throw invalid('Date in Credential scope does not match X-Amz-Date.');
  const [, year, month, dayOfMonth, hour, minute, second] = parts;
  const signedAt = Date.parse(`${year}-${month}-${dayOfMonth}T${hour}:${minute}:${second}Z`);
  const compact = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  if (signedAt < now - MAX_SKEW_MS) {
    const earliest = compact(now - MAX_SKEW_MS);
    throw invalid(`Signature expired: ${date} is now earlier than ${earliest} (${compact(now)} - 5 min.)`);
  }
  if (signedAt > now + MAX_SKEW_MS) {
    const latest = compact(now + MAX_SKEW_MS);
    throw invalid(
      `Signature not yet current: ${date} is still later than ${latest} (${compact(now)} + 5 min.)`,
    );
  }
}

function canonicalRequest(request: SignedRequest, names: string[]): string {
  const [path = '/', query = ''] = split(request.target);
  const claimed = header(request.headers, 'x-amz-content-sha256');
  const actual = sha256(request.body);
  if (claimed !== undefined && claimed !== actual) throw invalid('The payload does not match its hash.');
  const headers = names.map(
    (name) => `${name}:${(header(request.headers, name) ?? '').trim().replace(/ +/g, ' ')}\n`,
  );
  const uri = path
    .split('/')
    .map((segment) => encode(segment))
    .join('/');
  return [request.method, uri, canonicalQuery(query), headers.join(''), names.join(';'), actual].join('\n');
}

function canonicalQuery(query: string): string {
  if (!query) return '';
  const pairs = query.split('&').map((pair) => {
    const [key = '', value = ''] = split(pair, '=');
    return [encode(decodeURIComponent(key)), encode(decodeURIComponent(value))] as const;
  });
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  pairs.sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]));
  return pairs.map(([key, value]) => `${key}=${value}`).join('&');
}

function split(text: string, by = '?'): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

function signingKey(secret: string, scope: (string | undefined)[]): Buffer {
  return [...scope, 'aws4_request'].reduce<Buffer>(
    (key, part) => hmac(key, part ?? ''),
    Buffer.from(`AWS4${secret}`),
  );
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidSignatureException', message);
}
