import type { TemplateAttributes } from './template.ts';

const VARIABLE = /\{\{\s*(Attributes\.[^{}]+?)\s*\}\}/g;

export type Interpolated = { text: string; missing: string[] };

/** A variable without a value, given or by default, stays as it is, and is named. */
export function interpolate(
  text: string,
  given: TemplateAttributes,
  defaults: TemplateAttributes = {},
): Interpolated {
  const missing: string[] = [];
  const filled = text.replace(VARIABLE, (whole, name: string) => {
    const value = valueIn(name, given) ?? valueIn(name, defaults);
    if (value === undefined) missing.push(name);
    return value ?? whole;
  });
  return { text: filled, missing: [...new Set(missing)] };
}

/** Source: Amazon Connect Administrator Guide, "Add personalized content to message templates". */
function valueIn(name: string, attributes: TemplateAttributes): string | undefined {
  const [, sort = '', ...rest] = name.split('.');
  const key = rest.join('.');
  const { systemAttributes: system, agentAttributes: agent, customerProfileAttributes: profile } = attributes;
  switch (sort) {
    case 'System':
      if (key === 'Name') return system?.name;
      if (key === 'CustomerEndpointAddress') return system?.customerEndpoint?.address;
      return key === 'SystemEmailAddress' ? system?.systemEndpoint?.address : undefined;
    case 'Agent':
      return text(agent, lowerFirst(key));
    case 'Customer':
      return key.startsWith('Attributes.')
        ? text(profile?.custom, key.slice('Attributes.'.length))
        : text(profile, lowerFirst(key));
    default:
      return text(attributes.customAttributes, name.slice('Attributes.'.length));
  }
}

const lowerFirst = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

function text(of: unknown, key: string): string | undefined {
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, key)) return undefined;
  const value: unknown = Reflect.get(of, key);
  return typeof value === 'string' ? value : undefined;
}
