import type { ChatChannel } from '../channels/registry.ts';
import type { KnowledgeAnswer } from '../knowledge/answer.ts';

/** A version of a template: what is sent is what was shown, whatever is activated meanwhile. */
export interface TemplateVersion {
  id: string;
  version: number;
}

/** What WhatsApp holds of it. */
export type TemplateStatus = 'VALID' | 'INVALID' | 'REJECTED';

export interface TemplateEntry extends TemplateVersion {
  name: string;
  /** Of WhatsApp's alone. */
  status?: TemplateStatus | undefined;
}

export interface Template extends TemplateVersion {
  name: string;
  channel: ChatChannel;
  /** What a person fills in, in the order of the text. */
  attributes: TemplateAttribute[];
  /** What Amazon Connect fills in from elsewhere, such as the customer's profile. */
  fromElsewhere: string[];
  /** With `{{name}}` where each value goes. */
  text: string;
  /** Of WhatsApp's alone. */
  status?: TemplateStatus | undefined;
}

export interface TemplateAttribute {
  name: string;
  /** What stands there where nothing is filled in. */
  fallback?: string | undefined;
}

export type AttributeValues = Readonly<Record<string, string>>;

/** Message templates that somebody has written for customers. */
export interface Templates {
  knowledgeBaseId: string;
  /** The active versions of a channel, by name; within the time that Slack waits for options. */
  list(channel: ChatChannel): Promise<KnowledgeAnswer<TemplateEntry[]>>;
  read(version: TemplateVersion): Promise<KnowledgeAnswer<Template>>;
  /** As the customer reads it; a value that is neither given nor known stays as `{{name}}`. */
  render(version: TemplateVersion, values: AttributeValues): Promise<KnowledgeAnswer<string>>;
}
