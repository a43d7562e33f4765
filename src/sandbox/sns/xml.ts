/* Answers of AWS's query protocol. */

export function text(name: string, value: string): string {
  return `<${name}>${escaped(value)}</${name}>`;
}

export function map(name: string, values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values).map(
    ([key, value]) => `<entry>${text('key', key)}${text('value', value)}</entry>`,
  );
  return `<${name}>${entries.join('')}</${name}>`;
}

export function member(values: Readonly<Record<string, string>>): string {
  const parts = Object.entries(values).map(([name, value]) => text(name, value));
  return `<member>${parts.join('')}</member>`;
}

export function list(name: string, members: readonly string[]): string {
  return `<${name}>${members.join('')}</${name}>`;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(value: string): string {
  return value.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}
