import { expect, test } from '@jest/globals';
import { judgeCountries } from '../../../../src/domain/doctor/aws/judge-countries.ts';
import { judgeCredentials } from '../../../../src/domain/doctor/aws/judge-credentials.ts';
import { judgeFlow } from '../../../../src/domain/doctor/aws/judge-flow.ts';
import { judgeInstance } from '../../../../src/domain/doctor/aws/judge-instance.ts';
import { judgePlaces } from '../../../../src/domain/doctor/aws/judge-places.ts';
import { judgeQueue } from '../../../../src/domain/doctor/aws/judge-queue.ts';
import { CALL_STARTS, judgeRate } from '../../../../src/domain/doctor/aws/judge-rate.ts';
import {
  judgeSender,
  type SenderFacts,
  type SenderOfChannel,
} from '../../../../src/domain/doctor/aws/judge-sender.ts';
import { judgeStarts } from '../../../../src/domain/doctor/aws/judge-starts.ts';
import {
  ALWAYS_READ,
  judgePermissions,
  judgeShelf,
  MESSAGE_TEMPLATES,
  OPT_OUT_LIST,
} from '../../../../src/domain/doctor/aws/judge-trials.ts';
import type { Look, TroubleCode, Unseen } from '../../../../src/domain/doctor/aws/look.ts';
import type { Finding, Verdict } from '../../../../src/domain/doctor/finding.ts';

const region = 'us-east-1';
const instanceId = '10000000-0000-4000-8000-000000000001';
const where = { region, instanceId };
const arn = (rest: string, there = region, account = '111122223333') =>
  `arn:aws:connect:${there}:${account}:${rest}`;

function seen<Fact>(fact: Fact): Look<Fact> {
  return { kind: 'seen', fact };
}
function unseen(code: TroubleCode, error?: string): Unseen {
  return { kind: 'unseen', trouble: { code, ...(error && { error }) } };
}

const caller = seen({ account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/reach-out/i' });

const instance = { arn: arn('instance/1'), alias: 'acme', status: 'ACTIVE', hasOutboundCalls: true };
const ofInstance = (changed: Partial<typeof instance & { reason: string }>, calls = true) =>
  judgeInstance(seen({ ...instance, ...changed }), { ...where, calls });

const flow = { id: 'f1', name: 'Speak', type: 'CONTACT_FLOW', state: 'ACTIVE', status: 'PUBLISHED' };
const ofFlow = (changed: Partial<typeof flow>, flowId = arn('instance/1/contact-flow/f1')) =>
  judgeFlow(
    seen([{ ...flow, ...changed }]),
    { name: 'voice', label: 'Voice call', variable: 'CONNECT_VOICE_FLOW_ID', flowId },
    where,
  );

const sms: SenderOfChannel = {
  ...{ name: 'sms', label: 'SMS', variable: 'CONNECT_SMS_SOURCE_ARN', called: 'Support' },
  ...{ number: arn('phone-number/n1'), importedFrom: 'sms-voice' },
};
const voice: SenderOfChannel = {
  ...{ name: 'voice', label: 'Voice call', variable: 'CONNECT_VOICE_SOURCE_NUMBER', number: '+12065550100' },
};
const imported = (service: string) => `arn:aws:${service}:${region}:111122223333:phone-number/p1`;
const smsNumber = { id: 'n1', number: '+12065550101', type: 'DID', importedAs: imported('sms-voice') };
const voiceNumber = { id: 'n2', number: '+12065550100', type: 'DID' };
const claimed = { targetArn: instance.arn, status: 'CLAIMED' };
const ofSender = (sender: SenderOfChannel, facts: SenderFacts) => judgeSender(sender, facts, where);

const queue = {
  ...{ ...where, name: 'voice', variable: 'CONNECT_VOICE_QUEUE_ID', queueId: 'q1', hasNumber: false },
};
const support = { name: 'Support', status: 'ENABLED', hasCallerId: true };

const rate = (look: Look<number>, own: number) => judgeRate([{ ...CALL_STARTS, look }], own, region);
const trials = (look: Look<unknown>, rules = ALWAYS_READ) => rules.map((rule) => ({ rule, look }));

const starts = (...looks: Look<boolean>[]) =>
  judgeStarts(
    looks.map((look) => ({
      ...{ look, resources: ['*'] },
      permission: { action: 'connect:StopContact', sid: 'FollowAndStopContacts' },
    })),
  );

type Row = [name: string, found: Finding | Finding[], ...expected: [Verdict, check: string, says: RegExp][]];

test.each<Row>([
  ['credentials', judgeCredentials(caller), ['ok', 'credentials', /assumed-role\/reach-out/]],
  ['no credentials', judgeCredentials(unseen('credentials')), ['failure', 'credentials', /^No AWS/]],
  [
    'none of any provider',
    judgeCredentials(unseen('credentials', 'CredentialsProviderError')),
    ['failure', 'credentials', /^No AWS/],
  ],
  [
    'an SSO session that is over',
    judgeCredentials(unseen('credentials', 'TokenProviderError')),
    ['failure', 'credentials', /have expired/],
  ],
  [
    'credentials that hang',
    judgeCredentials(unseen('credentials', 'TimeoutError')),
    ['failure', 'credentials', /did not come in time/],
  ],
  [
    'expired credentials',
    judgeCredentials(unseen('credentials', 'ExpiredToken')),
    ['failure', 'credentials', /have expired/],
  ],
  [
    'a wrong secret',
    judgeCredentials(unseen('credentials', 'SignatureDoesNotMatch')),
    ['failure', 'credentials', /signature/],
  ],
  [
    'a key that was deleted',
    judgeCredentials(unseen('credentials', 'InvalidClientTokenId')),
    ['failure', 'credentials', /does not know/],
  ],
  [
    'a key with a line break',
    judgeCredentials(unseen('malformed_credentials', 'ERR_INVALID_CHAR')),
    ['failure', 'credentials', /ERR_INVALID_CHAR/],
  ],
  ['a wrong clock', judgeCredentials(unseen('clock')), ['failure', 'credentials', /did not tell/]],
  ['a proxy between', judgeCredentials(unseen('intercepted', 'HTTP 407')), ['failure', 'credentials', /407/]],
  ['no STS', judgeCredentials(unseen('away', 'ENOTFOUND')), ['warning', 'credentials', /ENOTFOUND/]],
  [
    'a certificate of a proxy',
    judgeCredentials(unseen('certificate', 'SELF_SIGNED_CERT_IN_CHAIN')),
    ['failure', 'credentials', /SELF_SIGNED/],
  ],
  [
    'an endpoint that denies',
    judgeCredentials(unseen('denied', 'AccessDenied')),
    ['warning', 'credentials', /AccessDenied/],
  ],

  [
    'ids and ARNs of here',
    judgePlaces(
      [
        { variable: 'A', value: 'id' },
        { variable: 'B', value: arn('instance/1') },
      ],
      { region, caller },
    ),
    ['ok', 'region', /us-east-1/],
  ],
  [
    'another region',
    judgePlaces([{ variable: 'CONNECT_INSTANCE_ID', value: arn('instance/1', 'eu-west-2') }], {
      region,
      caller,
    }),
    ['failure', 'region', /^CONNECT_INSTANCE_ID is in eu-west-2/],
  ],
  [
    'another account',
    judgePlaces([{ variable: 'A', value: arn('instance/1', region, '444455556666') }], { region, caller }),
    ['ok', 'region', /us-east-1/],
    ['failure', 'account', /^A is in the account 444455556666, and the credentials are of 111122223333/],
  ],
  [
    'an account that is not known',
    judgePlaces([{ variable: 'A', value: arn('instance/1') }], { region, caller: unseen('away') }),
    ['ok', 'region', /us-east-1/],
  ],

  [
    'an instance',
    ofInstance({}),
    ['ok', 'instance', /acme is active/],
    ['ok', 'outbound-calls', /lets calls out/],
  ],
  [
    'no calls out',
    ofInstance({ hasOutboundCalls: false }),
    ['ok', 'instance', /./],
    ['failure', 'outbound-calls', /no calls/],
  ],
  ['no calls out, and none set up', ofInstance({ hasOutboundCalls: false }, false), ['ok', 'instance', /./]],
  [
    'a failed instance',
    ofInstance({ status: 'CREATION_FAILED', reason: 'Alias taken.' }),
    ['failure', 'instance', /CREATION_FAILED/],
  ],
  [
    'an instance behind no network',
    judgeInstance(unseen('away', 'ENOTFOUND'), { ...where, calls: true }),
    ['failure', 'instance', /ENOTFOUND/],
  ],
  [
    'no instance',
    judgeInstance(unseen('gone'), { ...where, calls: true }),
    ['failure', 'instance', /no instance 10000000/],
  ],
  [
    'an instance nobody may see',
    judgeInstance(unseen('denied'), { ...where, calls: true }),
    ['warning', 'instance', /how the instance is/],
  ],

  ['a flow', ofFlow({}), ['ok', 'voice-flow', /"Speak" is published/]],
  ['no flow', ofFlow({}, 'f2'), ['failure', 'voice-flow', /no flow f2/]],
  ['a whisper', ofFlow({ type: 'AGENT_WHISPER' }), ['failure', 'voice-flow', /wrong type: AGENT_WHISPER/]],
  ['an archived flow', ofFlow({ state: 'ARCHIVED' }), ['failure', 'voice-flow', /is archived/]],
  ['a draft', ofFlow({ status: 'SAVED' }), ['failure', 'voice-flow', /never published/]],

  [
    'a sender',
    ofSender(sms, { listed: smsNumber, claimed: seen(claimed) }),
    ['ok', 'sms-sender', /^SMS: Support \(\+1 …0101\) is a number/],
  ],
  ['a sender without a status', ofSender(sms, { listed: smsNumber }), ['ok', 'sms-sender', /./]],
  [
    'a number for calls',
    ofSender(voice, { listed: voiceNumber, claimed: seen(claimed) }),
    ['ok', 'voice-sender', /^Voice call: \+1 …0100 is/],
  ],
  [
    'a number of WhatsApp for SMS',
    ofSender(sms, { listed: { ...smsNumber, importedAs: imported('social-messaging') } }),
    ['failure', 'sms-sender', /is not a number for SMS/],
  ],
  [
    'a number that was imported from nowhere, for SMS',
    ofSender(sms, { listed: { ...voiceNumber, id: 'n1' } }),
    ['warning', 'sms-sender', /may not be for SMS/],
  ],
  [
    'a number for SMS that is to call',
    ofSender(voice, { listed: { ...smsNumber, number: '+12065550100' } }),
    ['warning', 'voice-sender', /may not be able to call/],
  ],
  [
    'a short code that is to call',
    ofSender(voice, { listed: { ...voiceNumber, type: 'SHORT_CODE' } }),
    ['warning', 'voice-sender', /may not be able to call/],
  ],
  [
    'a claim under way',
    ofSender(sms, { listed: smsNumber, claimed: seen({ ...claimed, status: 'IN_PROGRESS' }) }),
    ['warning', 'sms-sender', /IN_PROGRESS/],
  ],
  [
    'a claim that failed',
    ofSender(sms, {
      listed: smsNumber,
      claimed: seen({ ...claimed, status: 'FAILED', reason: 'Limit reached.' }),
    }),
    ['failure', 'sms-sender', /FAILED/],
  ],
  [
    'a number that is nowhere',
    ofSender(sms, { listed: undefined, claimed: unseen('gone') }),
    ['failure', 'sms-sender', /is not a number of the instance/],
  ],
  [
    'a number for calls that is not there',
    ofSender(voice, { listed: undefined }),
    ['failure', 'voice-sender', /^\+1 …0100 of CONNECT_VOICE/],
  ],
  [
    'a number of another instance',
    ofSender(sms, { listed: undefined, claimed: seen({ ...claimed, targetArn: arn('instance/2') }) }),
    ['failure', 'sms-sender', /another instance: arn/],
  ],
  [
    'a number of a group',
    ofSender(sms, {
      listed: undefined,
      claimed: seen({ ...claimed, targetArn: arn('traffic-distribution-group/1') }),
    }),
    ['warning', 'sms-sender', /traffic distribution group/],
  ],

  ['a queue', judgeQueue(seen(support), queue), ['ok', 'voice-queue', /"Support" is on/]],
  [
    'a queue that is off',
    judgeQueue(seen({ ...support, status: 'DISABLED' }), queue),
    ['failure', 'voice-queue', /is off/],
  ],
  [
    'a queue without a number',
    judgeQueue(seen({ ...support, hasCallerId: false }), queue),
    ['failure', 'voice-queue', /no number/],
  ],
  [
    'a queue without a number, beside one',
    judgeQueue(seen({ ...support, hasCallerId: false }), { ...queue, hasNumber: true }),
    ['warning', 'voice-queue', /no number/],
  ],
  ['no queue', judgeQueue(unseen('gone'), queue), ['failure', 'voice-queue', /no queue q1/]],
  [
    'a queue nobody may see',
    judgeQueue(unseen('denied'), queue),
    ['warning', 'voice-queue', /CONNECT_VOICE_QUEUE_ID/],
  ],

  [
    'every country',
    judgeCountries('voice', undefined, region),
    ['ok', 'voice-countries', /United States \(US\), Canada \(CA\)/],
  ],
  [
    'countries that are called',
    judgeCountries('voice', ['US', 'CA'], region),
    ['ok', 'voice-countries', /every country/],
  ],
  [
    'a country that is not',
    judgeCountries('voice', ['US', 'DE'], region),
    ['warning', 'voice-countries', /does not call Germany \(DE\)/],
  ],
  [
    'a region nobody knows of',
    judgeCountries('voice', ['US'], 'eu-south-9'),
    ['warning', 'voice-countries', /not known/],
  ],

  ['a rate within the quota', rate(seen(10), 10), ['ok', 'start-rate', /takes 10/]],
  ['a rate above the quota', rate(seen(2), 5), ['warning', 'start-rate', /but AWS takes 2 /]],
  ['a rate within the default', rate(unseen('denied'), 2), ['ok', 'start-rate', /by default/]],
  ['a rate above what is known', rate(unseen('denied'), 3), ['warning', 'start-rate', /more than the 2/]],
  [
    'a rate above the default, of which nothing else is kept',
    rate(unseen('gone'), 3),
    ['warning', 'start-rate', /but AWS takes 2 /],
  ],
  ['a rate above the default, away', rate(unseen('away'), 3), ['warning', 'start-rate', /more than the 2/]],

  ['all that may be read', judgePermissions(trials(unseen('gone'))), ['ok', 'permissions', /may be read/]],
  ['all that may be started', starts(seen(true)), ['ok', 'start-permissions', /^Contacts may be started/]],
  [
    'something that may not be started',
    starts(seen(true), seen(false)),
    ['warning', 'start-permissions', /connect:StopContact is not allowed/],
  ],
  ['starts that were not tried', starts(unseen('denied')), ['ok', 'start-permissions', /was not tried/]],
  ['starts of no instance', starts(), ['ok', 'start-permissions', /was not tried/]],
  [
    'nothing that may be read',
    judgePermissions(trials(unseen('denied', 'AccessDeniedException'))),
    ['failure', 'permissions', /how a contact is doing/],
    ['warning', 'permissions', /what an agent is called/],
    ['warning', 'permissions', /which queues/],
  ],
  [
    'an opt-out list',
    judgeShelf(OPT_OUT_LIST, trials(seen(1), OPT_OUT_LIST.trials), region),
    ['ok', 'opt-out-list', /is there/],
  ],
  [
    'no opt-out list',
    judgeShelf(OPT_OUT_LIST, trials(unseen('gone'), OPT_OUT_LIST.trials), region),
    ['failure', 'opt-out-list', /not in us-east-1/],
  ],
  [
    'templates nobody may read',
    judgeShelf(MESSAGE_TEMPLATES, trials(unseen('denied'), MESSAGE_TEMPLATES.trials), region),
    ['failure', 'message-templates', /which message templates/],
  ],
  [
    'a busy knowledge base',
    judgeShelf(
      MESSAGE_TEMPLATES,
      trials(unseen('busy', 'ThrottlingException'), MESSAGE_TEMPLATES.trials),
      region,
    ),
    ['warning', 'message-templates', /Throttling/],
  ],
])('%s', (_, found, ...expected) => {
  const findings = [found].flat();
  expect(findings.map(({ verdict, check }) => [verdict, check])).toEqual(
    expected.map(([verdict, check]) => [verdict, check]),
  );
  for (const [index, [, , says]] of expected.entries()) expect(findings[index]?.says).toMatch(says);
  for (const finding of findings) {
    expect(finding.says).toMatch(/^[^\n]+\.$/);
    if (finding.verdict !== 'ok') expect(finding.next).toMatch(/\.$|"$|^Set CONNECT/);
    expect(JSON.stringify(finding)).not.toMatch(/\+\d{7}/);
  }
});

test('every action of a statement that is missing is named once', () => {
  const [finding] = judgeShelf(MESSAGE_TEMPLATES, trials(unseen('denied'), MESSAGE_TEMPLATES.trials), region);
  expect(finding).toMatchObject({
    cause:
      'The credentials have no permission wisdom:ListMessageTemplates, wisdom:GetMessageTemplate, wisdom:RenderMessageTemplate there.',
    next: 'Add the statement ReadMessageTemplates of manifest/aws/iam-policy.json to what the app may do, or check the ids in it.',
  });
});
