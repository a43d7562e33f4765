/** As Amazon Connect fills it in for agents. */
export const GAP = /\{\{[^{}]*\}\}/g;

/** What is still to be filled in, such as `{{Attributes.Agent.FirstName}}`, each once. */
export function gapsIn(text: string): string[] {
  return [...new Set(text.match(GAP) ?? [])];
}

/** Why a text can't go as it is; nothing where it has no gap. */
export function gapFault(text: string): string | undefined {
  const gaps = gapsIn(text);
  return gaps.length > 0
    ? `The customer would read ${named(gaps)} as it stands here. Write what belongs there, or take it out.`
    : undefined;
}

/** The same while it is written; nothing where there is no gap. */
export function gapHint(text: string): string | undefined {
  const gaps = gapsIn(text);
  return gaps.length > 0 ? `Still to be filled in: ${named(gaps)}.` : undefined;
}

const MOST_NAMED = 3;
const LONGEST = 60;

function named(gaps: string[]): string {
  const shown = gaps
    .slice(0, MOST_NAMED)
    .map((gap) => (gap.length > LONGEST ? `${gap.slice(0, LONGEST).toWellFormed()}…` : gap));
  const others = gaps.length - shown.length;
  const all = others > 0 ? [...shown, `${others} more`] : shown;
  return new Intl.ListFormat('en-GB').format(all);
}
