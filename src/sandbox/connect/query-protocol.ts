import type { SignedRequest } from './sigv4.ts';

/** In JSON, as it goes out for all other services. */
type InJson = { status: number; body: string; errorType?: string; fault?: string };

type Query = Pick<SignedRequest, 'headers' | 'body'>;

const FORM = 'application/x-www-form-urlencoded';

/** What services that speak AWS's query protocol, such as STS, call these. Source: AWS STS API, "Common Errors". */
const CODES: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'ExpiredToken',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  ThrottlingException: 'Throttling',
  UnknownOperationException: 'InvalidAction',
  UnrecognizedClientException: 'InvalidClientTokenId',
  AccessDeniedException: 'AccessDenied',
};

/** The members of a request in AWS's query protocol; nothing where it is in another. */
export function formOf({ headers, body }: Query): URLSearchParams | undefined {
  const isForm = headers['content-type']?.startsWith(FORM);
  return isForm ? new URLSearchParams(body.toString('utf8')) : undefined;
}

export function isQuery(request: Query): boolean {
  return formOf(request) !== undefined;
}

/** An answer as that protocol has it. */
export function toXml(answer: InJson, request: Query): InJson & { contentType?: string } {
  if (answer.status === 0) return answer;
  const { status, errorType, fault } = answer;
  const members = JSON.parse(answer.body) as Record<string, unknown>;
  const action = formOf(request)?.get('Action') ?? '';
  const error = {
    Type: status < 500 ? 'Sender' : 'Receiver',
    Code: CODES[errorType ?? ''] ?? errorType,
    Message: members.Message,
  };
  const body = errorType
    ? element('ErrorResponse', { Error: error })
    : element(`${action}Response`, { [`${action}Result`]: members });
  return { status, body, contentType: 'text/xml', ...(fault && { fault }) };
}

function element(name: string, content: unknown): string {
  return `<${name}>${inner(content)}</${name}>`;
}

/** Each entry of a list is a member of it. */
function inner(content: unknown): string {
  if (Array.isArray(content)) return content.map((one) => element('member', one)).join('');
  if (typeof content !== 'object' || content === null) return escaped(String(content ?? ''));
  return Object.entries(content)
    .map(([name, one]) => element(name, one))
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
