import type { ChatChannel } from '../channels/registry.ts';
import type { KnowledgeAnswer } from '../knowledge/answer.ts';

/** A template, and which version of it was the active one. */
export interface TemplateVersion {
  id: string;
  /** Absent where it isn't known. */
  version?: number | undefined;
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
  /** What it is sent by; with its version unless the id alone is known to mean the same. */
  sendAs: string;
}

export interface TemplateAttribute {
  name: string;
  /** What stands there where nothing is filled in. */
  fallback?: string | undefined;
}

/** As the customer reads it; a value that is neither given nor known stays as `{{name}}`. */
export interface Rendered {
  text: string;
  /** The attributes that stayed gaps. */
  left: string[];
}

export type AttributeValues = Readonly<Record<string, string>>;

/** Message templates that somebody has written for customers. */
export interface Templates {
  knowledgeBaseId: string;
  /** The active versions of a channel, by name; within the time that Slack waits for options. */
  list(channel: ChatChannel): Promise<KnowledgeAnswer<TemplateEntry[]>>;
  /** The version that is active, as it was read a short time ago. */
  read(version: TemplateVersion): Promise<KnowledgeAnswer<Template>>;
  /** The same, read anew, with what it is to be sent by. */
  confirm(version: TemplateVersion): Promise<KnowledgeAnswer<Template>>;
  render(version: TemplateVersion, values: AttributeValues): Promise<KnowledgeAnswer<Rendered>>;
}
