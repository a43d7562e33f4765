import { ConnectClient, StartOutboundChatContactCommand } from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/connect/index.ts';
import { chatInput, clientFor, errorName, simulator, stopAll } from './support.ts';

afterEach(stopAll);

const foreign: [
  string,
  Partial<typeof SANDBOX_CREDENTIALS> & { region?: string; systemClockOffset?: number },
  string,
][] = [
  ['an unknown key', { accessKeyId: 'AKIAUNKNOWN' }, 'UnrecognizedClientException'],
  ['a wrong secret', { secretAccessKey: 'wrong' }, 'InvalidSignatureException'],
  ['an unexpected session token', { sessionToken: 'surplus' }, 'UnrecognizedClientException'],
  ['another region', { region: 'eu-west-1' }, 'InvalidSignatureException'],
  ['a clock 6 minutes slow', { systemClockOffset: -360_000 }, 'InvalidSignatureException'],
  ['a clock 6 minutes fast', { systemClockOffset: 360_000 }, 'InvalidSignatureException'],
  ['a clock 4 minutes slow', { systemClockOffset: -240_000 }, 'none'],
];

test.each(foreign)(
  '%s: %#',
  async (_what, { region = 'us-east-1', systemClockOffset = 0, ...credentials }, expected) => {
    const connect = await simulator();
    const client = new ConnectClient({
      endpoint: connect.url,
      region,
      systemClockOffset,
      credentials: { ...SANDBOX_CREDENTIALS, ...credentials },
      maxAttempts: 1,
    });
    const name = await errorName(client.send(new StartOutboundChatContactCommand(chatInput())));
    expect(name ?? 'none').toBe(expected);
    expect(connect.contacts()).toHaveLength(expected === 'none' ? 1 : 0);
    client.destroy();
  },
);

test('a session token is asked for where the credentials have one', async () => {
  const credentials = { ...SANDBOX_CREDENTIALS, sessionToken: 'session' };
  const connect = await simulator({ credentials: [credentials] });
  const send = (with_: typeof SANDBOX_CREDENTIALS) => {
    const client = new ConnectClient({
      endpoint: connect.url,
      region: 'us-east-1',
      credentials: with_,
      maxAttempts: 1,
    });
    return errorName(client.send(new StartOutboundChatContactCommand(chatInput())));
  };
  expect(await send(credentials)).toBeUndefined();
  expect(await send(SANDBOX_CREDENTIALS)).toBe('UnrecognizedClientException');
});

test('a body or a path changed on the way does not match its signature', async () => {
  const connect = await simulator();
  for (const change of [
    { body: JSON.stringify(chatInput({ ClientToken: 'other' })) },
    { path: '/contact/stop' },
  ]) {
    const client = clientFor(connect);
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { headers: Record<string, string> };
        Object.assign(request, change);
        if (change.body) request.headers['content-length'] = String(Buffer.byteLength(change.body));
        return next(args);
      },
      { step: 'deserialize', priority: 'low' },
    );
    const name = await errorName(client.send(new StartOutboundChatContactCommand(chatInput())));
    expect(name).toBe('InvalidSignatureException');
    client.destroy();
  }
  expect(connect.contacts()).toEqual([]);
});

test.each([
  ['none', {}],
  ['of another scheme', { authorization: 'Bearer abc' }],
  ['a broken one', { authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c' }],
])('an Authorization header: %s is MissingAuthenticationTokenException', async (_what, headers) => {
  const connect = await simulator();
  const response = await fetch(`${connect.url}/contact/outbound-chat`, {
    method: 'PUT',
    body: '{}',
    headers,
  });
  expect(response.status).toBe(403);
  expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  expect(connect.requests()).toHaveLength(1);
});

test('a path that cannot be decoded and a body over 1 MiB are refused', async () => {
  const connect = await simulator();
  expect((await fetch(`${connect.url}/instance/%E0%A4%A`)).status).toBe(403);
  const body = 'x'.repeat(1024 * 1024 + 1);
  expect((await fetch(`${connect.url}/contact/outbound-chat`, { method: 'PUT', body })).status).toBe(413);
});
