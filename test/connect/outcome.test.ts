import { expect, test } from '@jest/globals';
import { outcomeOf } from '../../src/connect/outcome.ts';

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
  ['the rate, without a name', fault('Unknown', 429), notNow('rate', 'Unknown')],
  ['a port that is closed', fault('Error', undefined, 'ECONNREFUSED'), notNow('connection')],
  ['a name that nobody knows', fault('Error', undefined, 'ENOTFOUND'), notNow('connection')],
  ['an error inside AWS', fault('InternalServiceException', 500), answered('InternalServiceException')],
  ['a proxy', fault('Unknown', 502), answered('Unknown')],
  ['a socket that broke', fault('Error', undefined, 'ECONNRESET'), unknown],
  ['a time-out', fault('AbortError'), unknown],
  ['an answer that is no JSON', fault('SyntaxError', 200), unknown],
])('%s', (_, error, outcome) => {
  expect(outcomeOf(error)).toEqual(outcome);
});

test.each([undefined, null, 'text', 42, {}])('%p as an error is no answer', (error) => {
  expect(outcomeOf(error)).toEqual(unknown);
});
