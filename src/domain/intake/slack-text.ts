const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * What a person typed, from what Slack sends in commands and messages: `&amp;` is `&`, `<tel:…|206 555>` is
 * `206 555`, `<@U123|name>` is `@name`. Source: Slack, "Formatting text for app surfaces" (retrieving messages).
 */
export function unescapeSlackText(text: string): string {
  return text.replace(/<([^<>]+)>|&(?:amp|lt|gt);/g, (match, link: string | undefined) =>
    link === undefined ? (ENTITIES[match] ?? match) : unescapeEntities(writtenLink(link)),
  );
}

function writtenLink(link: string): string {
  const bar = link.indexOf('|');
  const target = bar === -1 ? link : link.slice(0, bar);
  const label = bar === -1 ? '' : link.slice(bar + 1);
  const sigil = /^[@#!]/.exec(target)?.[0];
  if (!sigil) return label || target.replace(/^(?:mailto|tel):/i, '');
  if (target.startsWith('!date^')) return label;
  const mark = sigil === '#' ? '#' : '@';
  const name = label || target.slice(1).replace(/^subteam\^/, '');
  return name.startsWith(mark) ? name : mark + name;
}

function unescapeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}
