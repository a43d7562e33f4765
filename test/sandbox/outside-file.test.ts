import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from '@jest/globals';
import { noteOutside } from '../../src/sandbox/app-process/outside-file.ts';
import { temporaryDirectory } from '../support/run-directory.ts';

test('the command line is told how to reach the sandbox, and nothing that setup is to find out', () => {
  const reached = {
    SLACK_BOT_TOKEN: 'xoxb-sandbox',
    SLACK_API_URL: 'http://127.0.0.1:1/api/',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_ENDPOINT_URL_CONNECT: 'http://127.0.0.1:2',
    DATA_DIR: '/somewhere with blanks',
  };
  const directory = temporaryDirectory('sandbox');
  noteOutside(directory, { ...reached, AWS_REGION: 'us-east-1', CONNECT_INSTANCE_ID: 'i', PATH: '/bin' });
  expect(parseEnv(fs.readFileSync(path.join(directory, 'outside.env'), 'utf8'))).toEqual(reached);
});
