import type { ChatChannel } from '../../domain/channels/registry.ts';
import type { FormValues } from '../../domain/intake/form.ts';
import { attributeIn, isAttributeField } from '../../domain/templates/attribute-field.ts';
import { fitsForm, templateFault, troubleText } from '../../domain/templates/faults.ts';
import type { FilledTemplate } from '../../domain/templates/fill-template.ts';
import { writeVersion } from '../../domain/templates/template-version.ts';
import type { Window } from '../../domain/templates/window.ts';
import { fromElsewhereText, previewText, unfilledText, windowHint } from '../sentences/templates.ts';
import type { TemplateSection } from './content.ts';

interface Known {
  channel: ChatChannel;
  values: FormValues;
  window: Window;
  /** Absent before it was looked up; with whom to ask for help. */
  filled?: readonly [FilledTemplate, ask: string] | undefined;
}

/** Where a template is chosen, by what is known by now. */
export function buildSection({ channel, values, window, filled }: Known): TemplateSection {
  const hint = windowHint(window, channel);
  const chosen = filled ? chosenIn(filled, channel, values) : typedIn(values);
  return { isFirst: hint !== undefined, ...(hint && { hint }), ...(chosen && { chosen }) };
}

type Chosen = TemplateSection['chosen'];

function chosenIn(
  [filled, ask]: readonly [FilledTemplate, string],
  channel: ChatChannel,
  values: FormValues,
): Chosen {
  if (filled.kind === 'unknown') {
    const typed = typedIn(values);
    return filled.trouble && typed && { ...typed, notes: [troubleText(filled.trouble, ask)] };
  }
  const { template, rendered } = filled;
  const { name, attributes, fromElsewhere } = template;
  const fault = templateFault(template, channel);
  const isAsked = template.channel === channel && fitsForm(template);
  if (fault) return { name, attributes: isAsked ? attributes : [], notes: [fault] };
  const read =
    'text' in rendered
      ? [previewText(rendered.text)]
      : [troubleText(rendered.trouble, ask), unfilledText(template.text)];
  const others = fromElsewhere.length > 0 ? [fromElsewhereText(fromElsewhere)] : [];
  return { name, attributes, notes: [...read, ...others], shown: writeVersion(template) };
}

/** What is filled in stays, though nothing is known of what it is for. */
function typedIn(values: FormValues): Chosen {
  if (!values.template?.length) return undefined;
  const attributes = Object.keys(values)
    .filter(isAttributeField)
    .map((field) => ({ name: attributeIn(field) }));
  return { attributes, notes: [] };
}
