import { AwsError } from '../../connect/aws-error.ts';

/** Source: Q in Connect API, MaxResults and NextToken. */
const LARGEST_PAGE = 100;
const LONGEST_TOKEN = 2048;

/** One page of a list, by `maxResults` and `nextToken` in the query. Throws ValidationException. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams): { page: T[]; nextToken?: string } {
  const size = Number(query.get('maxResults') ?? LARGEST_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE)
    throw new AwsError('ValidationException', `maxResults must be between 1 and ${LARGEST_PAGE}`);
  const start = startOf(query.get('nextToken'), items.length);
  const page = items.slice(start, start + size);
  const end = start + page.length;
  return {
    page,
    ...(end < items.length ? { nextToken: Buffer.from(`page:${end}`).toString('base64url') } : {}),
  };
}

function startOf(token: string | null, length: number): number {
  if (token === null) return 0;
  const [, offset] = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (offset === undefined || Number(offset) > length || token.length > LONGEST_TOKEN)
    throw new AwsError('ValidationException', 'nextToken is not valid');
  return Number(offset);
}
