import { expect, test } from '@jest/globals';
import { explainQueue, regionOfQueue } from '../../../src/connect/inbound/queue-faults.ts';

const READING = "The queue of contact events can't be read";

test.each<[string, string, string]>([
  ['AccessDenied', '', ': sqs:ReceiveMessage is denied. Allow it for this queue.'],
  ['AccessDeniedException', '', ': sqs:ReceiveMessage is denied. Allow it for this queue.'],
  ['KmsAccessDenied', '', ": its KMS key can't be used. Allow kms:Decrypt."],
  ['KMS.AccessDeniedException', '', ": its KMS key can't be used. Allow kms:Decrypt."],
  ['QueueDoesNotExist', '', ': there is none at CONNECT_EVENTS_QUEUE_URL.'],
  ['AWS.SimpleQueueService.NonExistentQueue', '', ': there is none at CONNECT_EVENTS_QUEUE_URL.'],
  ['InvalidAddress', '', ': CONNECT_EVENTS_QUEUE_URL is no address of a queue.'],
  ['CredentialsProviderError', '', ': AWS refuses the credentials.'],
  ['ExpiredToken', '', ': AWS refuses the credentials.'],
  ['InvalidClientTokenId', '', ': AWS refuses the credentials.'],
  ['SignatureDoesNotMatch', '', ': AWS refuses the credentials.'],
  ['Error', 'ENOTFOUND', ': its host is not known. Check CONNECT_EVENTS_QUEUE_URL.'],
  ['Error', 'ECONNREFUSED', ": it can't be reached."],
  ['Error', 'SELF_SIGNED_CERT_IN_CHAIN', ': its certificate is not trusted.'],
  ['TimeoutError', '', ": it can't be reached."],
  ['InternalFailure', '', '.'],
  ['RequestThrottled', '', '.'],
])('%s %s', (name, code, cause) => {
  expect(explainQueue('sqs:ReceiveMessage', { name, code })).toBe(`${READING}${cause}`);
});

test.each([undefined, null, 'text', {}])('%p as an error', (error) => {
  expect(explainQueue('sqs:ReceiveMessage', error)).toBe(`${READING}.`);
});

test.each([
  ['https://sqs.us-west-2.amazonaws.com/111122223333/q', 'us-west-2'],
  ['https://sqs.cn-north-1.amazonaws.com.cn/1/q', 'cn-north-1'],
  ['https://sqs-fips.us-gov-west-1.amazonaws.com/1/q', 'us-gov-west-1'],
  ['https://sqs.eu-west-1.api.aws/1/q', 'eu-west-1'],
  ['https://vpce-1-2.sqs.us-east-1.vpce.amazonaws.com/1/q', 'us-east-1'],
  ['http://127.0.0.1:4566/000000000000/q', undefined],
])('the region of %s is %s', (url, region) => expect(regionOfQueue(url)).toBe(region));
