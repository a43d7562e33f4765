import { Printed } from './printed.tsx';

/** JSON, indented, with keys told from values by colour; text stays text. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  if (value === null || value === undefined || value === '') return <p className="json-empty">Nothing</p>;
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
  return <Printed label={label}>{typeof value === 'string' ? text : paint(text)}</Printed>;
}

const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

function paint(json: string) {
  const parts = [];
  let last = 0;
  for (const match of json.matchAll(TOKENS)) {
    parts.push(json.slice(last, match.index));
    const [whole, quoted, colon] = match;
    const kind = colon ? 'key' : quoted ? 'string' : 'literal';
    parts.push(
      <span key={match.index} className={`json-${kind}`}>
        {colon ? quoted : whole}
      </span>,
    );
    last = match.index + (colon ? (quoted?.length ?? 0) : whole.length);
  }
  parts.push(json.slice(last));
  return parts;
}
