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

/** An answer as that protocol has it; its members are texts. */
export function toXml(answer: InJson, request: Query): InJson & { contentType?: string } {
  if (answer.status === 0) return answer;
  const { Message, ...members } = JSON.parse(answer.body) as Record<string, string>;
  const { status, errorType, fault } = answer;
  const action = formOf(request)?.get('Action') ?? '';
  const body = errorType
    ? element('ErrorResponse', {
        Error: element('', {
          Type: status < 500 ? 'Sender' : 'Receiver',
          Code: CODES[errorType] ?? errorType,
          Message: escaped(Message ?? ''),
        }),
      })
    : element(`${action}Response`, { [`${action}Result`]: element('', escapedAll(members)) });
  return { status, body, contentType: 'text/xml', ...(fault && { fault }) };
}

/** Without a name, what is in it alone. */
function element(name: string, members: Record<string, string>): string {
  const inner = Object.entries(members)
    .map(([member, content]) => `<${member}>${content}</${member}>`)
    .join('');
  return name ? `<${name}>${inner}</${name}>` : inner;
}

function escapedAll(members: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).map(([name, text]) => [name, escaped(text)]));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
