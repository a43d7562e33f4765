import * as z from 'zod';
import { plainPlaceholders } from './placeholders.ts';
import type { Content, Source } from './shapes.ts';

/** What WhatsApp keeps of a template, of which the texts are read. Source: WhatsApp Business Platform, components. */
const definition = z.object({
  components: z.array(z.object({ type: z.string(), text: z.string().optional() })),
});

const mapped = z.object({
  type: z.string(),
  parameters: z
    .array(z.object({ parameter_name: z.string().optional(), text: z.string().optional() }))
    .default([]),
});

/** What the customer reads. Buttons and pictures are not in it. */
export function readable(content: Content, source?: Source): string {
  const { sms, whatsApp } = content;
  if (!whatsApp) return plainPlaceholders(sms?.body?.plainText?.content ?? '');
  const data = whatsApp.data ?? '';
  const known = definition.safeParse(jsonOf(data));
  if (!known.success) return plainPlaceholders(data);
  const parameters = (source?.whatsApp?.components ?? [])
    .map((json) => mapped.safeParse(jsonOf(json)))
    .flatMap(({ data: component }) => (component ? [component] : []));
  const texts = known.data.components.flatMap(({ type, text }) => {
    const own = parameters.filter((one) => one.type.toUpperCase() === type.toUpperCase());
    return text
      ? [
          withParameters(
            text,
            own.flatMap((one) => one.parameters),
          ),
        ]
      : [];
  });
  // What it says stands elsewhere, then, and the definition shows at least that.
  return plainPlaceholders(texts.join('\n') || data);
}

type Parameter = z.infer<typeof mapped>['parameters'][number];

/** A parameter is called by its place, from 1, or by its name. */
function withParameters(text: string, parameters: readonly Parameter[]): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
    const found = parameters.find(({ parameter_name }) => parameter_name === name);
    return (found ?? parameters[Number(name) - 1])?.text ?? whole;
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
