import type { ChatChannel } from '../../domain/channels/registry.ts';
import { writeVersion } from '../../domain/templates/template-version.ts';
import type { Template, TemplateVersion } from '../../domain/templates/templates.ts';
import { placeholdersIn } from './placeholders.ts';
import { readable } from './readable.ts';
import type { Edition } from './shapes.ts';
import { channelOfSubtype } from './subtypes.ts';

/** What is known of it from elsewhere, where an answer leaves that out. */
type Listed = TemplateVersion & { name?: string; channel?: ChatChannel | undefined };

/** A template as a form needs it; nothing where it is for no chat. `unfilled`: what AWS names as its gaps. */
export function readEdition(
  listed: Listed,
  edition: Edition,
  unfilled: readonly string[] = [],
): Template | undefined {
  const { content, sourceConfigurationSummary: source, defaultAttributes } = edition;
  const bySubtype = channelOfSubtype(edition.channelSubtype ?? '');
  const channel = edition.channelSubtype === undefined ? listed.channel : bySubtype;
  if (!channel) return undefined;
  const text = readable(content, source);
  const fallbacks = defaultAttributes?.customAttributes ?? {};
  const named = [...Object.keys(fallbacks), ...unfilled].map((name) => `{{${name}}}`);
  const { own, fromElsewhere } = placeholdersIn([text, ...(source?.whatsApp?.components ?? []), ...named]);
  const version = { id: listed.id, version: edition.versionNumber ?? listed.version };
  return {
    ...version,
    ...{ name: edition.name ?? listed.name ?? listed.id, channel, text, fromElsewhere },
    attributes: own.map((name) => ({
      name,
      fallback: Object.hasOwn(fallbacks, name) ? fallbacks[name] : undefined,
    })),
    status: source?.whatsApp?.status,
    sendAs: writeVersion(version),
  };
}

/** Whether it has gaps that its text does not show. */
export function hidesGaps({ content, sourceConfigurationSummary: source, attributeTypes }: Edition): boolean {
  const text = readable(content, source);
  const { own } = placeholdersIn([text, ...(source?.whatsApp?.components ?? [])]);
  return own.length === 0 && (attributeTypes.includes('CUSTOM') || text === '');
}
