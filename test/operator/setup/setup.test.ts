import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { examineEnvironment } from '../../../src/app/doctor/examine-environment.ts';
import { VERSION } from '../../../src/app/version.ts';
import { openDesk } from '../../../src/operator/desk.ts';
import { runSetup } from '../../../src/operator/setup/run-setup.ts';
import {
  defaultSeed,
  phoneNumberArn,
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../../../src/sandbox/connect/index.ts';
import { type SimulatedSlack, startSimulatedSlack } from '../../../src/sandbox/slack/index.ts';
import { readJson } from '../../manifest/read-json.ts';
import { runOperator } from '../../support/operator.ts';
import { borrowDatabase } from '../../support/postgres.ts';
import { temporaryDirectory } from '../../support/run-directory.ts';
import { KEYS, testTerminal } from '../../support/terminal.ts';

let slack: SimulatedSlack;
let connect: SimulatedConnect;
let database: Awaited<ReturnType<typeof borrowDatabase>>;
let directory: string;
const before = { ...process.env };

beforeAll(async () => {
  slack = await startSimulatedSlack({ manifest: readJson('manifest/manifest.json') });
  connect = await startSimulatedConnect({ quotas: 'off' });
  database = await borrowDatabase();
  // The SDK reads the process's own.
  Object.assign(process.env, aws());
});
afterAll(async () => {
  process.env = before;
  await slack.stop();
  await connect.stop();
  await database.giveBack();
});
beforeEach(() => {
  directory = temporaryDirectory('setup');
  connect.clearFaults();
});

const aws = () => ({
  AWS_ENDPOINT_URL: connect.url,
  AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
});
const outside = () => ({ ...aws(), SLACK_API_URL: slack.apiUrl, DATABASE_URL: database.url });
const tokens = () => ({ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken });

const SMS_ARN = phoneNumberArn(defaultSeed(), SEED_IDS.smsNumber);
const ENV_FILE = () => path.join(directory, '.env');
const written = () => (fs.existsSync(ENV_FILE()) ? fs.readFileSync(ENV_FILE(), 'utf8') : undefined);
const flowNames = () => connect.seed.flows.map(({ name }) => name);
const created = () => connect.requests().filter(({ operation }) => operation === 'CreateContactFlow').length;

const WHOLE =
  '--region us-east-1 --instance reach-out-sandbox --sms +12065550101 --flow-sms @sms --voice +12065550100 --flow-voice @voice';

/** `npm run reach-out -- setup`, in a script. */
function script(flags: string, env: Record<string, string> = { ...outside(), ...tokens() }) {
  const args = flags.split(' ').filter(Boolean);
  const names: Record<string, string> = { '@sms': 'Reach Out: SMS', '@voice': 'Reach Out: speak a message' };
  return runOperator(['setup', ...args.map((arg) => names[arg] ?? arg)], env, directory);
}

describe('in a script', () => {
  test('flags and the environment make a file that the app starts with; again, they change nothing', async () => {
    const { out } = await script(`${WHOLE} --create-key`);
    const lines = written()?.split('\n').slice(1).sort().join('\n').trim();
    expect(lines?.replace(/k1:[\w/+]{43}=$/m, 'k1:KEY')).toBe(
      `
AWS_REGION=us-east-1
CONNECT_INSTANCE_ID=${SEED_IDS.instance}
CONNECT_SMS_FLOW_ID=${SEED_IDS.smsFlow}
CONNECT_SMS_SOURCE_ARN=${SMS_ARN}
CONNECT_VOICE_FLOW_ID=${SEED_IDS.voiceFlow}
CONNECT_VOICE_SOURCE_NUMBER=+12065550100
DATABASE_URL=${database.url}
REACH_OUT_ENCRYPTION_KEYS=k1:KEY
SLACK_APP_TOKEN=${slack.appToken}
SLACK_BOT_TOKEN=${slack.botToken}`.trim(),
    );
    expect(fs.statSync(ENV_FILE()).mode & 0o777).toBe(0o600);
    for (const secret of [slack.botToken, slack.appToken, database.url]) expect(out).not.toContain(secret);
    expect(out).toContain(`SLACK_BOT_TOKEN is @reach_out's in Reach Out Sandbox`);
    const first = fs.statSync(ENV_FILE());
    expect((await script(`${WHOLE} --create-key`)).out).toContain(
      'says all this already; nothing was changed.',
    );
    expect(fs.statSync(ENV_FILE())).toMatchObject({ ino: first.ino, mtimeMs: first.mtimeMs });
    expect(fs.readdirSync(directory)).toEqual(['.env']);
  });

  test('what is missing is named all at once, nothing is asked of AWS, and nothing is written', async () => {
    const asked = connect.requests().length;
    const { code, said } = await script('', outside());
    expect(code).toBe(1);
    for (const part of [
      '--region is',
      '--instance is',
      'No channel is',
      'SLACK_BOT_TOKEN is',
      'SLACK_SIGNING',
    ])
      expect(said).toContain(`  - ${part}`);
    expect(said).toContain('Secrets are taken from the environment');
    expect(connect.requests()).toHaveLength(asked);
    expect(fs.readdirSync(directory)).toEqual([]);
  });

  test('flows are created once, and taken from then on', async () => {
    const flags = '--region us-east-1 --instance reach-out-sandbox --whatsapp +12065550102 --create-flows';
    await script(flags);
    expect(flowNames()).toContain('Reach Out WhatsApp');
    const made = created();
    fs.rmSync(ENV_FILE());
    await script(flags);
    expect(created()).toBe(made);
    const id = connect.seed.flows.find(({ name }) => name === 'Reach Out WhatsApp')?.id;
    expect(written()).toContain(`CONNECT_WHATSAPP_FLOW_ID=${id}\n`);
  });

  test('what stands in the file stays, and what changes is shown and kept beside it', async () => {
    const mine = `# mine\nSLACK_BOT_TOKEN=${slack.botToken}\nSLACK_SIGNING_SECRET='s'\nCONNECT_INSTANCE_ID=${SEED_IDS.instance}\nCONNECT_SMS_SOURCE_ARN=${SMS_ARN} # Support\nCONNECT_SMS_FLOW_ID=${SEED_IDS.smsFlow}\nOTHER="x y"\n`;
    fs.writeFileSync(ENV_FILE(), mine);
    const env = { ...outside(), AWS_REGION: 'us-east-1' };
    const { out } = await script('--sms Support=+12065550101,Sales=+12065550103', env);
    const both = `Support=${SMS_ARN},Sales=${phoneNumberArn(defaultSeed(), SEED_IDS.salesSmsNumber)}`;
    expect(out).toContain(`  ~ CONNECT_SMS_SOURCE_ARN=${both}, before ${SMS_ARN}\n`);
    expect(written()).toBe(
      `${mine.replace(`${SMS_ARN} #`, `${both} #`)}DATABASE_URL=${database.url}\nAWS_REGION=us-east-1\n`,
    );
    expect(fs.readFileSync(`${ENV_FILE()}.backup`, 'utf8')).toBe(mine);
  });

  test.each([
    ['--sms +12065550199 --flow-sms @sms', 'there is no number "+12065550199" among'],
    ['--sms +12065550101 --flow-sms Nope', 'there is no flow "Nope" among'],
    [`--sms +12065550101 --flow-sms ${SEED_IDS.savedFlow}`, '"Draft, not published" is not published'],
    ['--queue Nope --flow-voice @voice', 'there is no queue "Nope" among Support, Sales'],
  ])('%s is refused, and nothing is written', async (flags, fault) => {
    const { code, said } = await script(`--region us-east-1 --instance reach-out-sandbox ${flags}`);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(fault) });
    expect(written()).toBeUndefined();
  });

  test('an instance of another name, or region, is refused', async () => {
    const flags = WHOLE.replace('reach-out-sandbox', 'other');
    expect((await script(flags)).said).toContain('there is no instance "other" among reach-out-sandbox');
    const { said } = await script(WHOLE.replace('us-east-1', 'Oregon'));
    expect(said).toContain('A region of AWS looks like us-west-2.');
  });

  test('a flow that Amazon Connect does not take is told with its problems, and nothing is written', async () => {
    connect.fault({
      operation: 'CreateContactFlow',
      kind: 'limit_exceeded',
      times: Number.POSITIVE_INFINITY,
    });
    const { code, said } = await script(
      '--region us-east-1 --instance reach-out-sandbox --queue Support --create-flows',
    );
    expect(code).toBe(1);
    expect(said).toContain(`The flow "Reach Out voice message" can't be created. The instance has as many`);
    expect(written()).toBeUndefined();
  });

  test('without the permissions to look up, ids and ARNs are taken as they are given', async () => {
    for (const operation of ['ListInstances', 'ListPhoneNumbersV2', 'ListContactFlows'] as const)
      connect.fault({ operation, kind: 'access_denied', times: Number.POSITIVE_INFINITY });
    const region = '--region us-east-1';
    const { said } = await script(`${region} --instance reach-out-sandbox --sms ${SMS_ARN} --flow-sms f`);
    expect(said).toContain('the AWS credentials lack the permission connect:ListInstances.');
    const byId = `${region} --instance ${SEED_IDS.instance}`;
    connect.fault({ operation: 'ListQueues', kind: 'access_denied', times: Number.POSITIVE_INFINITY });
    const byName = await script(`${byId} --sms ${SMS_ARN} --flow-sms f --queue q --flow-voice v`);
    for (const flag of ['--flow-sms: "f"', '--queue: "q"', '--flow-voice: "v"'])
      expect(byName.said).toContain(`${flag} can't be looked up. Give the id or ARN of the`);
    expect(written()).toBeUndefined();
    await script(`${byId} --sms ${SMS_ARN} --flow-sms ${SEED_IDS.smsFlow}`);
    expect(written()).toContain(
      `CONNECT_SMS_SOURCE_ARN=${SMS_ARN}\nCONNECT_SMS_FLOW_ID=${SEED_IDS.smsFlow}\n`,
    );
  });

  test('a list that Amazon Connect has no time for is not taken for a fault of the network', async () => {
    connect.fault({ operation: 'ListPhoneNumbersV2', kind: 'throttle', times: Number.POSITIVE_INFINITY });
    const { said } = await script(WHOLE);
    expect(said).toContain('takes no more of ListPhoneNumbersV2 for now: try again in a minute');
    expect(said).not.toContain('network');
  });

  test('without credentials it says so', async () => {
    const { AWS_ACCESS_KEY_ID: _, ...env } = { ...outside(), ...tokens(), AWS_EC2_METADATA_DISABLED: 'true' };
    const { code, said } = await script(WHOLE, env);
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringContaining(
        'AWS credentials are missing, wrong or expired: sign in, or set AWS_PROFILE',
      ),
    });
  });
});

describe('at a terminal', () => {
  /** In this process, as none of Node's own can be a terminal. */
  function start(flags: string[] = [], envFile = ENV_FILE(), given = process.env) {
    const terminal = testTerminal();
    const told: string[] = [];
    const env = { ...given, ...outside() };
    const desk = {
      ...openDesk(env, VERSION, examineEnvironment),
      ...{ envFile, terminal },
      print: (line: string) => void told.push(line),
      note: (line: string) => void told.push(line),
    };
    return { ...terminal, told: () => told.join('\n'), ended: runSetup(desk, flags) };
  }

  test('it asks for what is missing, and writes what was chosen', async () => {
    const { answer, ended, told, shown } = start();
    const { enter, down, clear } = KEYS;
    await answer('Which AWS region', `nowhere${enter}`);
    await answer('A region of AWS looks like', `${clear}us-east-1${enter}`);
    await answer('Set up reach-out-sandbox?', enter);
    await answer('SMS: which number', down + enter);
    await answer('SMS: which flow?', enter);
    await answer('WhatsApp: which number', down.repeat(4) + enter);
    await answer('Voice call: which number', down.repeat(4) + enter);
    await answer('Which queue', down + enter);
    await answer('Voice call: which flow?', enter);
    await answer('Is that stack deployed', enter);
    await answer('How does Slack reach', enter);
    await answer('Bot User OAuth Token', `xoxb-wrong${enter}`);
    await answer('Slack refuses SLACK_BOT_TOKEN', `${clear}${slack.botToken}${enter}`);
    await answer('App-level token', `${slack.appToken}${enter}`);
    await answer('Encrypt phone numbers', enter);
    await answer('Write this?', enter);
    await ended;
    const sales = phoneNumberArn(defaultSeed(), SEED_IDS.salesSmsNumber);
    const flow = (name: string) => connect.seed.flows.find((one) => one.name === name)?.id;
    expect(written()).toContain(`CONNECT_SMS_SOURCE_ARN=${sales}\n`);
    expect(written()).toContain(`CONNECT_SMS_FLOW_ID=${flow('Reach Out SMS')}\n`);
    expect(written()).toContain(`CONNECT_VOICE_QUEUE_ID=${SEED_IDS.salesQueue}\n`);
    expect(written()).toContain(`CONNECT_VOICE_FLOW_ID=${flow('Reach Out voice message')}\n`);
    expect(written()).toContain('REACH_OUT_ENCRYPTION_KEYS=k1:');
    expect(written()).not.toContain('WHATSAPP');
    expect(shown() + told()).not.toContain(slack.botToken);
    expect(told()).toContain('manifest/manifest.json');
    expect(told()).toContain(`SLACK_BOT_TOKEN is @reach_out's`);
  });

  test('Ctrl-C leaves everything as it was, also at the last question', async () => {
    const mine = `AWS_REGION=us-east-1\nCONNECT_INSTANCE_ID=${SEED_IDS.instance}\n`;
    fs.writeFileSync(ENV_FILE(), mine);
    const made = created();
    const { answer, ended, told } = start(['--sms', '+12065550101', '--flow-sms', SEED_IDS.smsFlow]);
    await answer('How does Slack reach', KEYS.down + KEYS.down + KEYS.enter);
    await answer('Encrypt phone numbers', KEYS.enter);
    await answer('Write this?', KEYS.interrupt);
    expect(await ended).toBe(1);
    expect(told()).toMatch(/\.env is as it was\.$/);
    expect(written()).toBe(mine);
    expect(created()).toBe(made);
  });

  test('where the file cannot be written it says so, before a flow is created', async () => {
    const made = created();
    const flags = ['--region', 'us-east-1', '--instance', SEED_IDS.instance, '--queue', 'Support', '--yes'];
    const given = { ...process.env, ...tokens() };
    const { ended, told } = start(
      [...flags, '--create-flows'],
      path.join(directory, 'nowhere', '.env'),
      given,
    );
    expect(await ended).toBe(1);
    expect(told()).toContain(".env can't be written (ENOENT)");
    expect(created()).toBe(made);
  });

  test('what cannot be looked up is typed by hand, and says which permission is missing', async () => {
    connect.fault({ operation: 'ListInstances', kind: 'access_denied', times: Number.POSITIVE_INFINITY });
    const { answer, ended, told, input } = start(['--region', 'us-east-1']);
    await answer('Id or ARN of your Amazon Connect instance', `${SEED_IDS.instance}${KEYS.enter}`);
    await answer('SMS: which number', '');
    expect(told()).toContain('lack the permission connect:ListInstances');
    input.end();
    expect(await ended).toBe(1);
    expect(written()).toBeUndefined();
  });

  test('a file that somebody changes meanwhile is left to them', async () => {
    const { answer, ended, told } = start(WHOLE_IDS);
    await answer('Is that stack deployed', KEYS.enter);
    await answer('How does Slack reach', KEYS.down + KEYS.down + KEYS.enter);
    await answer('Encrypt phone numbers', KEYS.enter);
    await answer('Write this?', '');
    fs.writeFileSync(ENV_FILE(), 'MINE=1\n');
    await answer('', KEYS.enter);
    expect(await ended).toBe(1);
    expect(told()).toContain('was changed by somebody else meanwhile');
    expect(written()).toBe('MINE=1\n');
  });
});

const WHOLE_IDS = [
  ...['--region', 'us-east-1', '--instance', 'reach-out-sandbox'],
  ...['--sms', SMS_ARN, '--flow-sms', SEED_IDS.smsFlow],
];
