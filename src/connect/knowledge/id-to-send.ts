import { isDeepStrictEqual } from 'node:util';
import type { KnowledgeAnswer } from '../../domain/knowledge/answer.ts';
import { writeVersion } from '../../domain/templates/template-version.ts';
import type { TemplateVersion } from '../../domain/templates/templates.ts';
import type { Edition } from './shapes.ts';

/**
 * The MessageTemplateId of StartOutboundChatContact. AWS does not document whether it takes a version there. Nor
 * does it say which one an id alone means; to Amazon Q in Connect it means the draft, `$LATEST`. Where the draft
 * says what the active version says, or isn't there, the id alone does in any case. Only otherwise is the version
 * named, so that no draft reaches a customer.
 */
export function idToSend(
  version: TemplateVersion,
  active: Edition,
  latest: KnowledgeAnswer<Edition>,
): string {
  const isAlike =
    latest.kind === 'known'
      ? isDeepStrictEqual(saidBy(active), saidBy(latest.value))
      : latest.trouble === 'gone';
  return isAlike ? version.id : writeVersion(version);
}

function saidBy({ content, defaultAttributes, sourceConfigurationSummary: source }: Edition): unknown {
  return [content, defaultAttributes?.customAttributes ?? {}, source?.whatsApp?.components ?? []];
}
