/** A message template of a knowledge base, with a draft that can be changed and versions that cannot. */
export type ChannelSubtype = 'EMAIL' | 'SMS' | 'WHATSAPP' | 'PUSH';

/** Values of variables, by the sort of attribute. Source: Q in Connect API, MessageTemplateAttributes. */
export type TemplateAttributes = {
  systemAttributes?: {
    name?: string | undefined;
    customerEndpoint?: { address?: string | undefined } | undefined;
    systemEndpoint?: { address?: string | undefined } | undefined;
  };
  agentAttributes?: { firstName?: string | undefined; lastName?: string | undefined };
  customerProfileAttributes?: Readonly<Record<string, unknown>>;
  customAttributes?: Readonly<Record<string, string>>;
};

export type TemplateContent = {
  /** What an SMS says; of WhatsApp, the definition as JSON, with its parameters as {{1}}. */
  text: string;
  defaults?: TemplateAttributes;
  /** Which attributes WhatsApp's parameters are, a component each, as JSON. */
  components?: readonly string[];
};

export type WhatsAppSource = {
  businessAccountId: string;
  templateId: string;
  name: string;
  language: string;
  status: 'VALID' | 'INVALID' | 'REJECTED';
  statusReason?: string;
};

export type Template = {
  id: string;
  knowledgeBaseId: string;
  name: string;
  channelSubtype: ChannelSubtype;
  description?: string;
  language?: string;
  /** Epoch ms. */
  createdAt: number;
  draft: TemplateContent;
  /** The first is version 1. */
  versions: readonly TemplateContent[];
  /** Number of the version that is activated. */
  active?: number;
  whatsApp?: WhatsAppSource;
};

/** A version of a template, or its draft, which has no number. */
export type Edition = { template: Template; content: TemplateContent; number?: number };

export const QUALIFIERS = { active: '$ACTIVE_VERSION', latest: '$LATEST' } as const;

export function draftOf(template: Template): Edition {
  return { template, content: template.draft };
}

export function versionOf(template: Template, number: number): Edition | undefined {
  const content = template.versions[number - 1];
  return content && { template, content, number };
}

export function activeOf(template: Template): Edition | undefined {
  return template.active === undefined ? undefined : versionOf(template, template.active);
}
