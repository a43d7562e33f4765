/** As templates name them, such as {{Attributes.order}} or {{Attributes.Customer.FirstName}}. */
const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;
const NAMESPACE = 'Attributes.';

/** What Amazon Connect fills in itself. Source: Administrator Guide, "Add personalized content to message templates". */
const FROM_ELSEWHERE = /^(System|Agent|Customer)\./;

export interface Placeholders {
  /** Custom attributes, which whoever sends it fills in. */
  own: string[];
  fromElsewhere: string[];
}

/** Each once, in the order in which they come. Numbers are WhatsApp's own, and stand for one of the others. */
export function placeholdersIn(texts: readonly string[]): Placeholders {
  const names = texts
    .flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => plainName(name)))
    .filter((name) => !/^\s*\d*$/.test(name));
  const each = [...new Set(names)];
  return {
    own: each.filter((name) => !FROM_ELSEWHERE.test(name)),
    fromElsewhere: each.filter((name) => FROM_ELSEWHERE.test(name)),
  };
}

/** With each as `{{name}}`. */
export function plainPlaceholders(text: string): string {
  return text.replace(PLACEHOLDER, (_, name: string) => `{{${plainName(name)}}}`);
}

/** Each that there is a value for, as `{{name}}`. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** As it is called where its value is given. */
export function plainName(name: string): string {
  return name.startsWith(NAMESPACE) ? name.slice(NAMESPACE.length) : name;
}
