import { inUnits } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';
import { ago } from '../instant.ts';

/** What came through the queue, by the database's clock, to a minute. */
export interface HeardFacts {
  now: Date;
  /** When a contact event, and something said in a chat, was taken in last; absent: never yet. */
  contactEvent?: Date;
  chatMessage?: Date;
  /** Contacts that were started in the last day, save for the last ten minutes, after the last contact event. */
  startedSince: number;
}

/** `hasTopic`: whether chats are streamed. */
export function judgeHeard(
  { now, contactEvent, chatMessage, startedSince }: HeardFacts,
  hasTopic: boolean,
  region?: string,
): Finding[] {
  const event = { area: 'Pipeline', check: 'last-event' } as const;
  const when = contactEvent
    ? `The last contact event came ${ago(contactEvent, now)}`
    : 'No contact event has come yet';
  const events: Finding =
    startedSince === 0
      ? { ...event, verdict: 'ok', says: `${when}.` }
      : {
          ...{ ...event, verdict: 'warning' },
          says: `${when}, though ${inUnits(startedSince, 'contact')} of the last day ${startedSince === 1 ? 'was' : 'were'} started after that.`,
          cause:
            'No rule of EventBridge sends the events of this instance to the queue, or Reach Out does not read it.',
          next: 'Look whether a rule has the queue as its target, and deploy manifest/aws/stack.json where none has.',
          command: `aws events list-rules${region ? ` --region ${region}` : ''} --query "Rules[].[Name,State,EventPattern]" --output table`,
        };
  if (!hasTopic) return [events];
  const says = chatMessage
    ? `The last message of a chat came ${ago(chatMessage, now)}.`
    : 'No message of a chat has come yet.';
  return [events, { area: 'Pipeline', check: 'last-message', verdict: 'ok', says }];
}
