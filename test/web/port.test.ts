import { expect, test } from '@jest/globals';
import pino from 'pino';
import { openPort } from '../../src/web/port.ts';

test('a route that fails answers 500, is told in the log, and the others go on', async () => {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const port = await openPort(
    0,
    [
      { path: '/fails', handle: () => Promise.reject(new Error('out of order')) },
      {
        path: '/breaks-off',
        handle(response) {
          response.writeHead(200).write('half');
          throw new Error('out of order');
        },
      },
      { path: '/goes', handle: (response) => void response.end('on') },
    ],
    log,
  );
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port.number}${path}`);
    return [response.status, await response.text()];
  };
  expect(await ask('/fails')).toEqual([500, '']);
  expect(await ask('/breaks-off')).toEqual([200, 'half']);
  expect(await ask('/goes')).toEqual([200, 'on']);
  expect(lines.map((line) => JSON.parse(line).path)).toEqual(['/fails', '/breaks-off']);
  await port.close();
});
