import { LRUCache } from 'lru-cache';
import { type Channel, isCallChannel } from '../domain/channels/registry.ts';
import { sendersOf } from '../domain/channels/senders.ts';
import type { FormValues } from '../domain/intake/form.ts';
import { whomToAsk } from '../domain/kernel/settings.ts';
import type { KnowledgeAnswer } from '../domain/knowledge/answer.ts';
import { parsePhoneNumber } from '../domain/phone/phone-number.ts';
import { type FilledTemplate, fillTemplate } from '../domain/templates/fill-template.ts';
import type { Rendered, Templates } from '../domain/templates/templates.ts';
import { windowAtOnce, windowTo } from '../domain/templates/window.ts';
import type { TemplateSection } from '../views/modal/content.ts';
import type { PrivateMetadata } from '../views/modal/private-metadata.ts';
import { buildSection } from '../views/modal/template-section.ts';
import { findBlock } from './asides.ts';
import { type Deps, formSettings } from './deps.ts';
import type { FormView } from './form-values.ts';
import { unmasked } from './masked-number.ts';

/** Nobody fills in more at a time. */
const MOST_PREVIEWS = 500;
const REMEMBERED_MS = 60_000;
const UNANSWERED_MS = 5_000;

/** What a form looks like by now. */
export interface FormNow {
  metadata: PrivateMetadata;
  values: FormValues;
  channel: Channel;
}

/** The section before anything is asked; nothing where no templates are offered. */
export function sectionAtOnce(
  { context }: Pick<Deps, 'context'>,
  values: FormValues,
  channel: Channel,
): TemplateSection | undefined {
  if (!context.templates || isCallChannel(channel)) return undefined;
  return buildSection({ channel, values, window: windowAtOnce(channel) });
}

/** The section with all that is known of the chosen template, and of when the customer wrote last. */
export async function sectionNow(
  deps: Deps,
  { metadata, values, channel }: FormNow,
  render?: Templates['render'],
): Promise<TemplateSection | undefined> {
  const { templates, settings } = deps.context;
  if (!templates || isCallChannel(channel)) return undefined;
  // So that its options are there by the time that they are asked for.
  void templates.list(channel);
  const { phone } = await unmasked(deps, metadata, values);
  const read = formSettings(deps, metadata.home_sign);
  const number = typeof phone === 'string' ? parsePhoneNumber(phone, read) : undefined;
  const senders = sendersOf(settings, channel);
  const sender = senders.find(({ name }) => name === values.sender) ?? senders[0];
  const [window, filled] = await Promise.all([
    windowTo({
      ctx: deps.context,
      input: {
        channel,
        sourceArn: sender?.number ?? '',
        ...(number?.ok && { recipient: number.e164 }),
      },
    }),
    fillTemplate({ ...templates, ...(render && { render }) }, values),
  ]);
  return buildSection({ channel, values, window, filled: filled && [filled, whomToAsk(settings).plain] });
}

/** The section of a form that comes back, by what its submission was filled in with. */
export function sectionAgain(
  { context: { templates, settings } }: Deps,
  view: FormView,
  { values, channel }: FormNow,
  filled: FilledTemplate | undefined,
): TemplateSection | undefined {
  if (!templates || isCallChannel(channel)) return undefined;
  const known = filled && ([filled, whomToAsk(settings).plain] as const);
  const hint = findBlock(view, 'template')?.hint?.text;
  const section = buildSection({ channel, values, window: 'always', filled: known });
  return { ...section, isFirst: hint !== undefined, ...(hint && { hint }) };
}

/** The template of a submission, read anew; nothing where none is chosen, or it is of no use to the channel. */
export async function chosenTemplate(
  { context: { templates } }: Deps,
  values: FormValues,
  channel: Channel,
): Promise<FilledTemplate | undefined> {
  return templates && !isCallChannel(channel)
    ? fillTemplate({ ...templates, read: templates.confirm }, values)
    : undefined;
}

/** Renders anew only what was not rendered just before: a form follows each character. */
export function rememberPreviews({ render }: Templates): Templates['render'] {
  const previews = new LRUCache<string, KnowledgeAnswer<Rendered>>({ max: MOST_PREVIEWS });
  return async (version, values) => {
    const key = JSON.stringify([version.id, version.version, values]);
    const known = previews.get(key);
    if (known) return known;
    const answer = await render(version, values);
    previews.set(key, answer, { ttl: answer.kind === 'known' ? REMEMBERED_MS : UNANSWERED_MS });
    return answer;
  };
}
