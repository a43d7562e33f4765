import type { ChatChannel } from '../channels/registry.ts';
import type { ChatContactRequest } from '../contact/contact-request.ts';
import { attributeField } from '../templates/attribute-field.ts';
import { attributeMissing, attributeUnfilled, templateFault, troubleText } from '../templates/faults.ts';
import type { FilledTemplate } from '../templates/fill-template.ts';
import { CHOOSE_TEMPLATE } from '../templates/template-version.ts';
import type { CHAT_FIELDS } from './fields/chat-fields.ts';
import type { Answers, Form } from './form.ts';
import { tooLong } from './message.ts';
import { filled, present } from './present.ts';

type Template = ChatContactRequest['template'];
type ChatAnswers = Answers<typeof CHAT_FIELDS>;

/** The one that is chosen by name. Present also with faults: then the message must stay empty, whatever else is wrong. */
export function readChosen(
  form: Form,
  channel: ChatChannel,
  chosen: FilledTemplate,
  { answers, ask }: { answers: ChatAnswers; ask: string },
): Template {
  for (const field of ['knowledge_base_id', 'message_template_id', 'template_attributes'] as const)
    if (!form.isEmpty(field))
      form.fail(field, 'A template is chosen above already. Clear this field, or remove that one.');
  const nothing = { knowledgeBaseId: '', messageTemplateId: '' };
  if (chosen.kind === 'unknown') {
    form.fail('template', chosen.trouble ? troubleText(chosen.trouble, ask) : CHOOSE_TEMPLATE);
    return nothing;
  }
  const { template, knowledgeBaseId, values, missing, unfilled, rendered } = chosen;
  const fault = templateFault(template, channel);
  if (fault) form.fail('template', fault);
  else for (const name of missing) form.fail(attributeField(name), attributeMissing(name));
  for (const name of unfilled) form.fail(attributeField(name), attributeUnfilled(ask));
  if ('trouble' in rendered) {
    form.fail('template', troubleText(rendered.trouble, ask));
    return nothing;
  }
  const excess = tooLong(rendered.text, channel);
  if (excess) form.fail('template', excess);
  return present({
    knowledgeBaseId,
    messageTemplateId: template.sendAs,
    customAttributes: filled(values),
    customerProfileAttributes: answers.customer_profile_attributes,
    name: template.name,
    text: rendered.text,
  });
}

/** The one that is named by its ids. Present as soon as either is: then the message must stay empty, whatever else is wrong. */
export function readTemplate(form: Form, answers: ChatAnswers): Template {
  if (form.isEmpty('knowledge_base_id') && form.isEmpty('message_template_id')) {
    for (const field of ['template_attributes', 'customer_profile_attributes'] as const) {
      if (!form.isEmpty(field))
        form.fail(field, 'This is only for a template. Choose one, or clear this field.');
    }
    return undefined;
  }
  if (form.isEmpty('knowledge_base_id'))
    form.fail('knowledge_base_id', 'Enter the knowledge base of the template.');
  if (form.isEmpty('message_template_id'))
    form.fail('message_template_id', 'Enter the template of this knowledge base.');
  return present({
    knowledgeBaseId: answers.knowledge_base_id ?? '',
    messageTemplateId: answers.message_template_id ?? '',
    customAttributes: filled(answers.template_attributes),
    customerProfileAttributes: answers.customer_profile_attributes,
  });
}
