import { AwsError } from '../aws-error.ts';

/** One page of a list; the token says where the next one begins. Throws InvalidParameterException. */
export function paginate<T>(
  items: readonly T[],
  { maxResults, nextToken, largest = 1000 }: { maxResults?: number; nextToken?: string; largest?: number },
): { page: T[]; next: { NextToken?: string } } {
  const size = maxResults ?? largest;
  if (!Number.isInteger(size) || size < 1 || size > largest) {
    throw new AwsError('InvalidParameterException', `MaxResults must be between 1 and ${largest}`);
  }
  const start = nextToken === undefined ? 0 : readToken(nextToken, items.length);
  const page = items.slice(start, start + size);
  const end = start + page.length;
  return { page, next: end < items.length ? { NextToken: writeToken(end) } : {} };
}

/** MaxResults and NextToken of a list operation that takes them in the query. */
export function pageQuery(query: URLSearchParams): { maxResults?: number; nextToken?: string } {
  const max = query.get('maxResults');
  const token = query.get('nextToken');
  return {
    ...(max === null ? {} : { maxResults: Number(max) }),
    ...(token === null ? {} : { nextToken: token }),
  };
}

function writeToken(offset: number): string {
  return Buffer.from(`page:${offset}`).toString('base64url');
}

function readToken(token: string, length: number): number {
  const match = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  const offset = Number(match?.[1]);
  if (!match || offset > length) throw new AwsError('InvalidParameterException', 'NextToken is not valid');
  return offset;
}
