import { differenceInSeconds } from 'date-fns';
import { isCallChannel } from '../channels/registry.ts';
import type { Context } from '../kernel/context.ts';
import { whomToAsk } from '../kernel/settings.ts';
import { templateFault, troubleText } from '../templates/faults.ts';
import { CHOOSE_TEMPLATE, parseVersion, writeVersion } from '../templates/template-version.ts';
import type { List, PinnedTemplate } from './list.ts';

/** A template that a list can go out as, read anew; or a sentence on why it can't. */
export async function pinTemplate(
  { templates, settings, clock }: Pick<Context, 'templates' | 'settings' | 'clock'>,
  chosen: string,
  channel: List['channel'],
): Promise<{ pinned: PinnedTemplate } | { fault: string }> {
  const version = parseVersion(chosen);
  if (!templates || !version.ok || isCallChannel(channel)) return { fault: CHOOSE_TEMPLATE };
  const read = await templates.confirm(version.value);
  if (read.kind === 'unknown') return { fault: troubleText(read.trouble, whomToAsk(settings).plain) };
  const { value: template } = read;
  const fault = templateFault(template, channel);
  if (fault) return { fault };
  const { knowledgeBaseId } = templates;
  return { pinned: { template, knowledgeBaseId, checkedAt: clock.now().toISOString() } };
}

/** So long it is not asked again whether a template can be sent: rows are fed once a second. */
const CHECKED_SECONDS = 10;

/**
 * A template before more rows go out as it: as it was pinned, by what that version is sent by now. Nothing where it is
 * gone, or no version of it is active any more. What isn't known now is left to Amazon Connect.
 */
export async function pinnedNow(
  { templates, clock }: Pick<Context, 'templates' | 'clock'>,
  pinned: PinnedTemplate,
): Promise<PinnedTemplate | undefined> {
  const now = clock.now();
  const { template, checkedAt } = pinned;
  // Should the clock have been set back, that is no reason to trust it longer.
  if (!templates || Math.abs(differenceInSeconds(now, checkedAt)) < CHECKED_SECONDS) return pinned;
  const read = await templates.confirm(template);
  if (read.kind === 'unknown') return read.trouble === 'gone' ? undefined : pinned;
  if (templateFault(read.value, template.channel)) return undefined;
  const isActive = read.value.version === template.version;
  const sendAs = isActive ? read.value.sendAs : writeVersion(template);
  return { ...pinned, template: { ...template, sendAs }, checkedAt: now.toISOString() };
}
