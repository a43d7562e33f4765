import { describe, expect, test } from '@jest/globals';
import { isClockFault, outcomeOf } from '../../src/connect/outcome.ts';
import type { Stage } from '../../src/connect/transport.ts';

/** An error as the AWS SDK throws it. */
function fault(name: string, httpStatusCode?: number, code?: string): Error {
  const error = new Error('nobody parses this');
  return Object.assign(error, { name, code, $metadata: { httpStatusCode, requestId: 'request-1' } });
}

const rejected = (code: string, awsError: string, conclusive: boolean) => ({
  kind: 'rejected',
  failure: { code, awsError, requestId: 'request-1' },
  conclusive,
});
const notNow = (waiting: string, awsError?: string) => ({
  kind: 'not_now',
  waiting,
  ...(awsError && { answer: { awsError, requestId: 'request-1' } }),
});
const unknown = { kind: 'unknown' };
const answered = (awsError: string) => ({ ...unknown, answer: { awsError, requestId: 'request-1' } });

test.each<[string, Error, object]>([
  [
    'a request that is invalid',
    fault('InvalidRequestException', 400),
    rejected('invalid_request', 'InvalidRequestException', true),
  ],
  [
    'a parameter that is',
    fault('InvalidParameterException', 400),
    rejected('invalid_request', 'InvalidParameterException', true),
  ],
  [
    'something that is not there',
    fault('ResourceNotFoundException', 404),
    rejected('not_found', 'ResourceNotFoundException', true),
  ],
  [
    'a destination',
    fault('DestinationNotAllowedException', 403),
    rejected('destination_not_allowed', 'DestinationNotAllowedException', true),
  ],
  [
    'calls switched off',
    fault('OutboundContactNotPermittedException', 403),
    rejected('outbound_not_permitted', 'OutboundContactNotPermittedException', true),
  ],
  [
    'permissions, which may have changed meanwhile',
    fault('AccessDeniedException', 403),
    rejected('access_denied', 'AccessDeniedException', false),
  ],
  [
    'a conflict, perhaps with its own earlier call',
    fault('ConflictException', 409),
    rejected('conflict', 'ConflictException', false),
  ],
  [
    'credentials',
    fault('UnrecognizedClientException', 403),
    rejected('credentials', 'UnrecognizedClientException', false),
  ],
  ['a refusal yet to come', fault('NewException', 422), rejected('unexpected', 'NewException', false)],
  [
    'a refusal without a name',
    fault('', 403),
    { kind: 'rejected', failure: { code: 'access_denied', requestId: 'request-1' }, conclusive: false },
  ],
  [
    'the quota of contacts at a time',
    fault('LimitExceededException', 429),
    notNow('quota', 'LimitExceededException'),
  ],
  ['the rate', fault('ThrottlingException', 429), notNow('rate', 'ThrottlingException')],
  [
    'the rate, otherwise named',
    fault('TooManyRequestsException', 429),
    notNow('rate', 'TooManyRequestsException'),
  ],
  [
    'the rate, without a name',
    fault('Unknown', 429),
    { ...notNow('rate'), answer: { requestId: 'request-1' } },
  ],
  ['an error inside AWS', fault('InternalServiceException', 500), answered('InternalServiceException')],
  ['an error without a name', fault('Unknown', 502), { ...unknown, answer: { requestId: 'request-1' } }],
  ['a socket that broke', fault('Error', undefined, 'ECONNRESET'), unknown],
  ['a connection that timed out', fault('TimeoutError', undefined, 'ETIMEDOUT'), unknown],
  ['a time-out', fault('AbortError'), unknown],
  [
    'an answer that is no JSON',
    fault('SyntaxError', 200),
    { ...unknown, answer: { requestId: 'request-1' } },
  ],
  [
    'an instance that is active elsewhere',
    fault('InvalidActiveRegionException', 400),
    rejected('other_region', 'InvalidActiveRegionException', false),
  ],
  [
    'a contact that is not there',
    fault('ContactNotFoundException', 410),
    rejected('not_found', 'ContactNotFoundException', false),
  ],
])('%s', (_, error, outcome) => {
  expect(outcomeOf(error)).toEqual(outcome);
});

test.each([undefined, null, 'text', 42, {}])('%p as an error is no answer', (error) => {
  expect(outcomeOf(error)).toEqual(unknown);
});

describe('what never left the machine is not sent', () => {
  const connection = { kind: 'not_now', waiting: 'connection' };
  const untrusted = (code: string) => ({
    kind: 'rejected',
    failure: { code: 'certificate', fault: code },
    conclusive: false,
  });
  const settings = (fault?: string) => ({
    kind: 'rejected',
    failure: { code: 'settings', ...(fault && { fault }) },
    conclusive: false,
  });
  const credentials = (answer: object = {}) => ({
    kind: 'rejected',
    failure: { code: 'credentials', ...answer },
    conclusive: false,
  });
  test.each<[string, Stage, unknown, object]>([
    ...[
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ETIMEDOUT',
      'ECONNRESET',
    ].map((code): [string, Stage, unknown, object] => [
      `${code} while connecting`,
      'connecting',
      fault('Error', undefined, code),
      connection,
    ]),
    ...['ERR_PROXY_TUNNEL', 'EMFILE', ''].map((code): [string, Stage, unknown, object] => [
      `${code || 'a time-out'} while connecting`,
      'connecting',
      fault('AbortError', undefined, code),
      connection,
    ]),
    ...[
      ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'EPROTO'],
      ...['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER', 'HOSTNAME_MISMATCH'],
    ].map((code): [string, Stage, unknown, object] => [
      code,
      'connecting',
      fault('Error', undefined, code),
      untrusted(code),
    ]),
    ['a deadline before there were credentials', 'identifying', fault('TimeoutError'), credentials()],
    [
      'no credentials anywhere',
      'identifying',
      Object.assign(new Error('none'), { name: 'CredentialsProviderError' }),
      credentials({ awsError: 'CredentialsProviderError' }),
    ],
    ...[
      'AccessDenied',
      'InvalidIdentityToken',
      'IDPRejectedClaim',
      'ExpiredTokenException',
      'RegionDisabledException',
    ].map((name): [string, Stage, unknown, object] => [
      `STS: ${name}`,
      'identifying',
      fault(name, 403),
      credentials({ awsError: name, requestId: 'request-1' }),
    ]),
    ['an error without anything', 'identifying', undefined, credentials()],
    [
      'an endpoint that is no URL',
      'preparing',
      fault('TypeError', undefined, 'ERR_INVALID_URL'),
      settings('ERR_INVALID_URL'),
    ],
    ['settings that exclude each other', 'preparing', fault('EndpointError'), settings('EndpointError')],
    ['a setting that the SDK does not know', 'preparing', fault('Error'), settings()],
    [
      'credentials with a line break',
      'preparing',
      fault('TypeError', undefined, 'ERR_INVALID_CHAR'),
      {
        kind: 'rejected',
        failure: { code: 'malformed_credentials', fault: 'ERR_INVALID_CHAR' },
        conclusive: false,
      },
    ],
    ['a deadline before there was a connection', 'preparing', fault('TimeoutError'), connection],
  ])('%s', (_, stage, error, outcome) => {
    expect(outcomeOf(error, stage)).toEqual(outcome);
  });
});

describe('refusals of the caller are about credentials', () => {
  test.each([
    ...['ExpiredTokenException', 'ExpiredToken', 'InvalidClientTokenId', 'UnrecognizedClientException'],
    ...['InvalidSignatureException', 'SignatureDoesNotMatch', 'IncompleteSignatureException'],
    ...['MissingAuthenticationTokenException', 'CredentialsProviderError', 'TokenProviderError'],
  ])('%s', (name) => expect(outcomeOf(fault(name, 403))).toEqual(rejected('credentials', name, false)));
});

describe('a clock that is wrong', () => {
  const told = (name: string, message: string, clockSkewCorrected = false) =>
    Object.assign(fault(name, 403), {
      message,
      $metadata: { httpStatusCode: 403, requestId: 'request-1', clockSkewCorrected },
    });
  test.each([
    [told('InvalidSignatureException', 'Signature expired: 20260101T000000Z is now earlier than …')],
    [told('InvalidSignatureException', 'Signature not yet current: 20260101T000000Z is still later than …')],
    [told('SignatureDoesNotMatch', 'Signature expired: …')],
    [told('InvalidSignatureException', 'The security token is wrong', true)],
    [told('RequestTimeTooSkewed', 'The difference is too large')],
    [told('RequestExpired', '')],
    [told('RequestInTheFuture', '')],
  ])('%p', (error) => {
    expect(isClockFault(error)).toBe(true);
    expect(outcomeOf(error)).toEqual(rejected('clock', error.name, false));
  });
  test.each([
    [told('InvalidSignatureException', 'The request signature we calculated does not match')],
    [told('AccessDeniedException', 'not allowed', true)],
    [undefined],
  ])('%p is none', (error) => expect(isClockFault(error)).toBe(false));
});

describe('an answer without a request id is from AWS where it names its error', () => {
  const named = (name: string, status: number) =>
    Object.assign(new Error(), { name, $metadata: { httpStatusCode: status } });
  const told = (code: string, awsError: string, conclusive = false) => ({
    kind: 'rejected',
    failure: { code, awsError },
    conclusive,
  });
  test.each<[string, number, object]>([
    ['AccessDeniedException', 403, told('access_denied', 'AccessDeniedException')],
    ['AccessDenied', 403, told('access_denied', 'AccessDenied')],
    ['InvalidRequestException', 400, told('invalid_request', 'InvalidRequestException', true)],
    ['ExpiredTokenException', 403, told('credentials', 'ExpiredTokenException')],
    ['SomethingYetToCome', 409, told('unexpected', 'SomethingYetToCome')],
    ['ThrottlingException', 429, { ...notNow('rate'), answer: { awsError: 'ThrottlingException' } }],
    ['InternalServiceException', 500, { ...unknown, answer: { awsError: 'InternalServiceException' } }],
  ])('%s', (name, status, outcome) => expect(outcomeOf(named(name, status))).toEqual(outcome));
});

describe('an answer with neither is not from AWS', () => {
  const page = (status: number, name = 'SyntaxError') =>
    Object.assign(new Error(), { name, $metadata: { httpStatusCode: status } });
  test.each([302, 400, 401, 403, 404, 407, 413, 451])('HTTP %i refuses', (status) => {
    for (const name of ['SyntaxError', 'TypeError', 'Unknown', 'blocked', 'Forbidden', 'E_POLICY', ''])
      expect(outcomeOf(page(status, name))).toEqual({
        kind: 'rejected',
        failure: { code: 'intercepted', fault: `HTTP ${status}` },
        conclusive: false,
      });
  });
  test('HTTP 429 has passed nothing on', () => {
    expect(outcomeOf(page(429))).toEqual({ ...notNow('connection'), answer: { fault: 'HTTP 429' } });
  });
  test.each([200, 408, 500, 502, 503, 504])('HTTP %i says nothing of what became of the call', (status) => {
    expect(outcomeOf(page(status))).toEqual({ kind: 'unknown', answer: { fault: `HTTP ${status}` } });
  });
});
