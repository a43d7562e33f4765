import { type Channel, channelOf } from '../channels/registry.ts';
import { hasChoice, sendersOf } from '../channels/senders.ts';
import type { ReachOutSettings, Sender } from '../kernel/settings.ts';
import { FIRST_FIELDS } from './fields/first-fields.ts';
import type { Form } from './form.ts';

/** The one that was chosen for the channel, or else its first. Where a channel has no choice, none was chosen for it. */
export function readSender(form: Form, channel: Channel, settings: ReachOutSettings): Sender | undefined {
  const { sender: name } = form.read({ sender: FIRST_FIELDS.sender });
  const senders = sendersOf(settings, channel);
  if (name === undefined || !hasChoice(settings, channel)) return senders[0];
  const { label } = channelOf(channel);
  return (
    senders.find((sender) => sender.name === name) ??
    form.fail('sender', `${label} has no sender of that name here. Choose another.`)
  );
}
