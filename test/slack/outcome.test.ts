import { expect, test } from '@jest/globals';
import { causeOf, outcomeOf, slackErrorOf } from '../../src/slack/outcome.ts';

const refused = (error: unknown) => ({ code: 'slack_webapi_platform_error', data: { ok: false, error } });

test.each<[string, unknown, object]>([
  ['429', { code: 'slack_webapi_rate_limited_error', retryAfter: 7 }, { kind: 'slow_down', seconds: 7 }],
  ['429 without a time', { statusCode: 429 }, { kind: 'slow_down', seconds: 1 }],
  ['ratelimited as an error', refused('ratelimited'), { kind: 'slow_down', seconds: 1 }],
  ['a broken connection', { code: 'slack_webapi_request_error' }, { kind: 'unknown' }],
  ['500', { code: 'slack_webapi_http_error', statusCode: 500 }, { kind: 'unknown' }],
  ['internal_error', refused('internal_error'), { kind: 'unknown' }],
  ['fatal_error', refused('fatal_error'), { kind: 'unknown' }],
  ["a proxy's page", refused('<html>bad gateway</html>'), { kind: 'unknown' }],
  ['an empty answer', refused(''), { kind: 'unknown' }],
  ['an answer of another shape', refused({ message: 'x' }), { kind: 'unknown' }],
  ['no error at all', undefined, { kind: 'unknown' }],
  ['is_archived', refused('is_archived'), { kind: 'impossible', error: 'is_archived' }],
  ['an error yet to come', refused('no_such_thing'), { kind: 'impossible', error: 'no_such_thing' }],
  ['a token that is gone', refused('token_revoked'), { kind: 'broken', error: 'token_revoked' }],
  ['a scope that is missing', refused('missing_scope'), { kind: 'broken', error: 'missing_scope' }],
])('%s', (_, error, outcome) => {
  expect(outcomeOf(error)).toEqual(outcome);
});

test("only a code is Slack's answer", () => {
  expect(slackErrorOf(refused('channel_not_found'))).toBe('channel_not_found');
  expect(slackErrorOf(refused('upstream connect error'))).toBeUndefined();
});

const broken = (original: Error) =>
  Object.assign(new Error('A request error occurred', { cause: original }), {
    code: 'slack_webapi_request_error',
  });
const because = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

test.each<[string, unknown, object]>([
  ['what Slack said', refused('channel_not_found'), { error: 'channel_not_found' }],
  ['an HTTP status', { code: 'slack_webapi_http_error', statusCode: 502 }, { status: 502 }],
  ['429', { code: 'slack_webapi_rate_limited_error', retryAfter: 7 }, { status: 429 }],
  ['a port where nobody listens', broken(because('ECONNREFUSED')), { code: 'ECONNREFUSED' }],
  ['a certificate', broken(because('SELF_SIGNED_CERT_IN_CHAIN')), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }],
  ['no answer', broken(new DOMException('too late', 'TimeoutError')), { code: 'TimeoutError' }],
  ["a proxy's page", refused('<html>bad gateway</html>'), { code: 'slack_webapi_platform_error' }],
  ['a body that breaks off', because('UND_ERR_SOCKET'), { code: 'UND_ERR_SOCKET' }],
  ['nothing that is known', undefined, {}],
])('the log names %s', (_, error, cause) => {
  expect(causeOf(error)).toEqual(cause);
});
