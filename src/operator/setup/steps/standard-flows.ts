import sms from '../../../../manifest/aws/flow-sms.json' with { type: 'json' };
import voice from '../../../../manifest/aws/flow-voice-message.json' with { type: 'json' };
import whatsapp from '../../../../manifest/aws/flow-whatsapp.json' with { type: 'json' };
import type { Channel } from '../../../domain/channels/registry.ts';
import type { NewFlow } from '../session.ts';

/** What a channel's contacts run where nobody has made a flow of their own. */
export const STANDARD_FLOWS: Record<Channel, NewFlow> = {
  sms: { name: 'Reach Out SMS', content: JSON.stringify(sms) },
  whatsapp: { name: 'Reach Out WhatsApp', content: JSON.stringify(whatsapp) },
  voice: { name: 'Reach Out voice message', content: JSON.stringify(voice) },
};
