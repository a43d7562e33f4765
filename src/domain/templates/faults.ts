import { channelOf } from '../channels/registry.ts';
import type { KnowledgeTrouble } from '../knowledge/answer.ts';
import { LONGEST_ATTRIBUTE, MOST_ATTRIBUTES } from './attribute-field.ts';
import type { Template } from './templates.ts';

/** Why nothing can be said of a template, and what to do; `ask`: whom to ask for help. */
export function troubleText(trouble: KnowledgeTrouble, ask: string): string {
  switch (trouble) {
    case 'gone':
      return "This template isn't there any more. Choose another.";
    case 'denied':
      return `Reach Out may not read message templates. Ask ${ask} to check its AWS permissions.`;
    case 'busy':
      return 'Too many templates are being looked up just now. Try again in a minute.';
    case 'away':
      return "The templates couldn't be looked up. Try again in a minute.";
  }
}

/** Why a template can't be sent by this channel, or from this form; nothing where it can. */
export function templateFault(template: Template, channel: Template['channel']): string | undefined {
  const { status } = template;
  const { label } = channelOf(channel);
  if (template.channel !== channel)
    return `This template is for ${channelOf(template.channel).label}. Choose one for ${label}.`;
  if (status === 'REJECTED') return `${label} has rejected this template. Choose another.`;
  if (status === 'INVALID') return `This template isn't valid at ${label}. Choose another.`;
  return fitsForm(template)
    ? undefined
    : 'This template has more to fill in than a form can hold. Choose another.';
}

export function fitsForm({ attributes }: Template): boolean {
  return (
    attributes.length <= MOST_ATTRIBUTES && attributes.every(({ name }) => name.length <= LONGEST_ATTRIBUTE)
  );
}

export const TEMPLATE_CHANGED =
  'This template has been changed meanwhile. Read what it says now, and send it again.';

export function attributeMissing(name: string): string {
  return `The template has a gap here. Fill in ${name}.`;
}

export function attributeUnfilled(ask: string): string {
  return `Amazon Connect left this gap as it is, and the customer would read it. Ask ${ask} to check the template.`;
}
