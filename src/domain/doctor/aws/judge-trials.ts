import type { Finding } from '../finding.ts';
import { judgeUnseen, type Look, type Permission } from './look.ts';
import type { Trial } from './reader.ts';

export interface TrialRule {
  trial: Trial;
  permission: Permission;
  /** What is not known without an answer, as the end of a sentence. */
  what: string;
  /** Whether the app does without. */
  lacking: 'warning' | 'failure';
}

const reading = (trial: Trial, sid: string, what: string): TrialRule => ({
  ...{ trial, what, lacking: 'failure' },
  permission: { action: `wisdom:${trial}`, sid },
});

/** What the app reads as it goes, whatever is set up. */
export const ALWAYS_READ: readonly TrialRule[] = [
  {
    ...{ trial: 'DescribeContact', what: 'how a contact is doing', lacking: 'failure' },
    permission: { action: 'connect:DescribeContact', sid: 'FollowAndStopContacts' },
  },
  {
    ...{ trial: 'DescribeUser', what: 'what an agent is called', lacking: 'warning' },
    permission: { action: 'connect:DescribeUser', sid: 'NameAgents' },
  },
  {
    ...{ trial: 'ListQueues', what: 'which queues there are', lacking: 'warning' },
    permission: { action: 'connect:ListQueues', sid: 'LookUpQueues' },
  },
];

/** Something that a variable names, and what the app reads of it. */
export interface Shelf {
  check: string;
  variable: string;
  /** "The opt-out list". */
  subject: string;
  trials: readonly TrialRule[];
  /** Where to look what there is. */
  command: string;
}

export const OPT_OUT_LIST: Shelf = {
  ...{ check: 'opt-out-list', variable: 'CONNECT_SMS_OPT_OUT_LIST', subject: 'The opt-out list' },
  trials: [
    {
      ...{ trial: 'DescribeOptedOutNumbers', what: 'who has opted out', lacking: 'failure' },
      permission: { action: 'sms-voice:DescribeOptedOutNumbers', sid: 'AskWhoOptedOut' },
    },
  ],
  command: 'aws pinpoint-sms-voice-v2 describe-opt-out-lists',
};

export const MESSAGE_TEMPLATES: Shelf = {
  ...{ check: 'message-templates', variable: 'CONNECT_KNOWLEDGE_BASE_ID' },
  subject: 'The knowledge base of message templates',
  trials: [
    reading('ListMessageTemplates', 'ReadMessageTemplates', 'which message templates there are'),
    reading('GetMessageTemplate', 'ReadMessageTemplates', 'what a message template says'),
    reading('RenderMessageTemplate', 'ReadMessageTemplates', 'how a message template reads'),
  ],
  command: 'aws qconnect list-knowledge-bases',
};

export const QUICK_RESPONSES: Shelf = {
  ...{ check: 'quick-responses', variable: 'CONNECT_QUICK_RESPONSES_ID' },
  subject: 'The knowledge base of quick responses',
  trials: [reading('SearchQuickResponses', 'ReadQuickResponses', 'which quick responses there are')],
  command: 'aws qconnect list-knowledge-bases',
};

export interface Tried {
  rule: TrialRule;
  look: Look<unknown>;
}

/** Whether what a variable names is there, and may be read. The first answer tells whether it is there. */
export function judgeShelf(
  { check, variable, subject, command }: Shelf,
  tried: readonly Tried[],
  region: string,
): Finding[] {
  const common = { area: 'Amazon Connect', check } as const;
  const [first] = tried;
  if (first && isGone(first.look))
    return [
      {
        ...{ ...common, verdict: 'failure', says: `${subject} that ${variable} names is not in ${region}.` },
        cause: 'It was deleted, or it is of another region or account.',
        next: `Copy its id into ${variable}.`,
        command: `${command} --region ${region}`,
      },
    ];
  const faults = unreadable(check, tried);
  if (faults.length > 0) return faults;
  return [{ ...common, verdict: 'ok', says: `${subject} is there, and may be read.` }];
}

/** What the app may do, as far as harmless reads tell. */
export function judgePermissions(tried: readonly Tried[]): Finding[] {
  const check = 'permissions';
  const faults = unreadable(check, tried);
  if (faults.length > 0) return faults;
  return [{ area: 'Amazon Connect', check, verdict: 'ok', says: 'Contacts, agents and queues may be read.' }];
}

/** What isn't there was looked for, and so may be read. */
function isGone(look: Look<unknown>): boolean {
  return look.kind === 'unseen' && look.trouble.code === 'gone';
}

/** A finding for each statement of the policy, with all its actions that are denied. */
function unreadable(check: string, tried: readonly Tried[]): Finding[] {
  const failed = tried.filter(({ look }) => look.kind === 'unseen' && !isGone(look));
  return failed.flatMap(({ rule: { permission, what, lacking }, look }, index) => {
    const together = failed.filter(({ rule }) => rule.permission.sid === permission.sid);
    if (look.kind === 'seen' || failed.indexOf(together[0] as Tried) < index) return [];
    const action = together.map(({ rule }) => rule.permission.action).join(', ');
    return [judgeUnseen(look, { check, what, permission: { ...permission, action } }, lacking)];
  });
}
