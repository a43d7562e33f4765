import { randomUUID } from 'node:crypto';
import type { SlashCommand } from '@slack/bolt';
import { allSenderNames } from '../domain/channels/senders.ts';
import { whomToAsk } from '../domain/kernel/settings.ts';
import { noteRefused } from '../domain/policy/note-refused.ts';
import { buildMany, type ManyMetadata } from '../views/many/form.ts';
import { buildRefusal } from '../views/sentences/notices.ts';
import { refusalText } from '../views/sentences/refusals.ts';
import { actingAs, type Deps, offeredChannels } from './deps.ts';
import { formDefaultsIn } from './form-defaults.ts';
import { manyAgain, readMany } from './many-form.ts';
import { refusalsOf } from './refusals-of.ts';

/** The form of a list; the refusal for whom may not use it, and another place to pick where the app can't post. */
export async function openMany(
  deps: Deps,
  { trigger_id, channel_id: placeId, channel_name: placeName, user_id: userId }: SlashCommand,
): Promise<void> {
  const { settings } = deps.context;
  const metadata: ManyMetadata = { list_id: randomUUID(), place_id: placeId, place_name: placeName };
  const channels = offeredChannels(settings);
  const senders = allSenderNames(settings, channels);
  const defaults = await formDefaultsIn(deps, placeId);
  const channel = channels.find((one) => one === defaults?.channel) ?? channels[0];
  const offersTemplates = deps.context.templates !== undefined;
  const content = { metadata, channels, senders, offersTemplates, ...(channel && { channel }) };
  const form = buildMany(content);
  const ask = whomToAsk(settings);
  const find = () => refusalsOf(deps, { userId, placeId, placeName });
  const refusals = await deps.openForms.open(trigger_id, form, find, (now, [weightiest]) => {
    if (!weightiest) return undefined;
    if (weightiest.rule === 'people') return { view: buildRefusal(weightiest, ask) };
    const typed = readMany(now, metadata);
    const placeHint = refusalText(weightiest, ask.plain);
    return { view: buildMany({ ...manyAgain(deps, metadata, typed), placeHint }) };
  });
  if (refusals[0]?.rule === 'people')
    await noteRefused({ ctx: actingAs(deps, userId, 'list'), input: { refusals } });
}
