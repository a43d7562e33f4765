import { awsDefaultRefusal } from '../phone/aws-default-refusal.ts';
import type { CallDefinition } from './channel.ts';

/** Its message has no limit of its own: the 32,768 bytes of all attributes count. */
export const voice: CallDefinition = {
  kind: 'call',
  label: 'Voice call',
  subject: 'Calling',
  words: ['voice', 'call', 'phone'],
  example: '+1 206 555 0152 call The server room is too hot',
  submitLabel: 'Call',
  messageLabel: 'Message to speak',
  messageHint: 'The flow speaks it to whoever answers, voicemail included.',
  quickResponses: 'voice',
  missingMessage: 'Write the message that the call will speak.',
  warningOf: awsDefaultRefusal,
  checks: { at: [5, 15, 30, 65], every: 60, skippedWithEvents: 3 },
  variables: {
    flowId: 'CONNECT_VOICE_FLOW_ID',
    sourcePhoneNumber: 'CONNECT_VOICE_SOURCE_NUMBER',
    queueId: 'CONNECT_VOICE_QUEUE_ID',
  },
};
