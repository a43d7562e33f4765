import { expect, test } from '@jest/globals';
import { goByProxy } from '../../src/config/proxy.ts';

test.each([
  ...['proxy.example.com:3128', 'localhost:3128', '127.0.0.1:3128', 'proxy', 'http://', 'http://x:99999'],
  ...['ftp://127.0.0.1:21', 'socks5://127.0.0.1:1080', 'http://user:p%ZZ@127.0.0.1:9'],
])('what is no address of a proxy is named, and not used: %s', (value) => {
  for (const name of ['HTTPS_PROXY', 'http_proxy'])
    expect(goByProxy({ [name]: value })).toEqual({
      fault: `${name} is not used: it must be the URL of a proxy, like http://proxy.example.com:3128.`,
    });
});

test('no proxy is named', () => expect(goByProxy({ HTTPS_PROXY: ' ' })).toEqual({}));
