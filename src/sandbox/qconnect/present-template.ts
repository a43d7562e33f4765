import { knowledgeBaseArn, type QSeed, templateArn } from './seed.ts';
import { type Edition, QUALIFIERS, type Template, type TemplateContent } from './template.ts';

const at = (ms: number) => new Date(ms).toISOString();

/** What every answer says of a template. */
export function presentTemplate(seed: QSeed, template: Template, qualifier?: string | number): object {
  const arn = templateArn(seed, template);
  return {
    messageTemplateArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
    messageTemplateId: template.id,
    knowledgeBaseArn: knowledgeBaseArn(seed, template.knowledgeBaseId),
    knowledgeBaseId: template.knowledgeBaseId,
    name: template.name,
    channelSubtype: template.channelSubtype,
    createdTime: at(template.createdAt),
    lastModifiedTime: at(template.createdAt),
    lastModifiedBy: `arn:aws:iam::${seed.accountId}:user/sandbox`,
    description: template.description,
    tags: {},
  };
}

/** With what a version has of its own. */
export function presentEdition(seed: QSeed, { template, content, number }: Edition): object {
  return {
    ...presentTemplate(seed, template, number ?? QUALIFIERS.latest),
    isActive: number !== undefined && number === template.active,
    versionNumber: number,
    language: template.language,
    ...presentSource(template, content),
  };
}

/** Of WhatsApp's alone. */
export function presentSource({ whatsApp }: Template, { components }: TemplateContent): object {
  return whatsApp ? { sourceConfigurationSummary: { whatsApp: { ...whatsApp, components } } } : {};
}

/** What the list tells of the same, without what WhatsApp holds of it. */
export function presentSetting({ whatsApp, draft }: Template): object {
  if (!whatsApp) return {};
  const { businessAccountId, templateId } = whatsApp;
  return {
    sourceConfiguration: { whatsApp: { businessAccountId, templateId, components: draft.components } },
  };
}

/** In the shape that the channel has. */
export function presentContent({ channelSubtype }: Template, text: string): object {
  switch (channelSubtype) {
    case 'SMS':
      return { sms: { body: { plainText: { content: text } } } };
    case 'WHATSAPP':
      return { whatsApp: { data: text } };
    case 'EMAIL':
      return { email: { subject: 'No subject', body: { plainText: { content: text } } } };
    case 'PUSH':
      return { push: { fcm: { body: { content: text } } } };
  }
}
