import { type ChatChannel, channelOf, windowHoursOf } from '../../domain/channels/registry.ts';
import type { KnowledgeTrouble } from '../../domain/knowledge/answer.ts';
import type { TemplateEntry, TemplateStatus } from '../../domain/templates/templates.ts';
import type { Window } from '../../domain/templates/window.ts';

/** In place of a name that isn't known yet. */
export const CHOSEN_TEMPLATE = 'The chosen template';

/** In place of options: why there are none. */
export const NO_OPTIONS: Record<KnowledgeTrouble, string> = {
  gone: "The knowledge base of the templates isn't there.",
  denied: 'Reach Out may not read message templates.',
  busy: 'Too many templates are being looked up. Try again in a minute.',
  away: "The templates couldn't be looked up. Try again in a minute.",
};

/** Below the picker, where it stands before the message. */
export function windowHint(window: Window, channel: ChatChannel): string | undefined {
  const { label } = channelOf(channel);
  const hours = windowHoursOf(channel);
  const rule = `Beyond ${hours} hours, ${label} delivers only templates.`;
  if (window === 'over') return `This customer last wrote more than ${hours} hours ago. ${rule}`;
  return window === 'unknown' ? `It isn't known when this customer last wrote. ${rule}` : undefined;
}

/** Amazon Connect does not say which of them it was. */
export function templateNotFound(name: string, ask: string): string {
  return `Amazon Connect didn't find something that this needs: the template “${name}” may have been deleted. Choose another, or ask ${ask} to check the flow and the sending number.`;
}

/** Below what it says. */
export function chosenTemplate(name: string): string {
  return `Template: ${name}`;
}

export function previewText(text: string): string {
  return text ? `The customer reads: ${text}` : "It isn't known what the customer reads.";
}

/** What stands in the template, where it couldn't be filled in. */
export function unfilledText(text: string): string {
  return `It reads, before it is filled in: ${text}`;
}

export function fromElsewhereText(names: readonly string[]): string {
  return `Amazon Connect fills in ${names.map((name) => `{{${name}}}`).join(', ')} itself, where it knows it.`;
}

const STATUS: Record<TemplateStatus, string> = {
  VALID: 'Valid at',
  INVALID: 'Invalid at',
  REJECTED: 'Rejected by',
};

/** "Rejected by WhatsApp", of a channel whose templates have a status. */
export function statusText({ status }: TemplateEntry, channel: ChatChannel): string | undefined {
  return status && `${STATUS[status]} ${channelOf(channel).label}`;
}
