import { AREAS, type Diagnosis, type Finding } from '../../domain/doctor/finding.ts';
import { section } from '../kit.ts';
import { LONGEST_SECTION } from '../limits.ts';
import { diagnosisTitle, leftOutText, longCommandText, MARKS } from '../sentences/doctor.ts';
import { escapeText, escapeWithin } from '../text.ts';
import type { Private } from '../whispers.ts';

/** Of what Slack takes in one message, 13,000 characters in all blocks together, with some to spare. */
const MOST_CHARACTERS = 12_000;
/** A response_url is good for five answers. Source: Slack, "Handling user interaction". */
const MOST_MESSAGES = 5;
const LONGEST_PART = 650;

/** What doctor found, in as many messages as that takes. */
export function buildDiagnosis(diagnosis: Diagnosis): [Private, ...Private[]] {
  const title = diagnosisTitle(diagnosis);
  const { groups, left } = groupsOf([`*${title}*`, ...sectionsOf(diagnosis.findings)]);
  const [first = [], ...others] = groups;
  const end = left > 0 ? [leftOutText()] : [];
  const build = (texts: string[], isLast: boolean): Private => ({
    text: title,
    blocks: [...texts, ...(isLast ? end : [])].map((text) => section(text)),
  });
  return [
    build(first, others.length === 0),
    ...others.map((texts, at) => build(texts, at === others.length - 1)),
  ];
}

/** A section for each area, or several where one doesn't hold it. */
function sectionsOf(findings: readonly Finding[]): string[] {
  return AREAS.flatMap((area) => {
    const lines = findings.filter((finding) => finding.area === area).map(lineOf);
    return lines.length > 0 ? joined([`*${area}*`, ...lines], LONGEST_SECTION) : [];
  });
}

function lineOf({ verdict, says, cause, next, command }: Finding): string {
  const within = (text: string) => escapeWithin(text, LONGEST_PART);
  const text = [
    `${MARKS[verdict]} ${within(says)}`,
    ...(cause ? [`>${within(cause)}`] : []),
    ...(next ? [`>→ ${within(next)}`] : []),
  ].join('\n');
  return command ? withCommand(text, escapeText(command)) : text;
}

/** A command is whole or not there: nobody is to run a part of one. */
function withCommand(text: string, command: string): string {
  const whole = `${text}\n\`\`\`${command}\`\`\``;
  return whole.length <= LONGEST_SECTION ? whole : `${text}\n>${longCommandText()}`;
}

/** Whole lines, joined to texts of so many characters at most. */
function joined(lines: string[], most: number): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    const longer = `${last}\n${line}`;
    if (last !== undefined && longer.length <= most) texts[texts.length - 1] = longer;
    else texts.push(line);
  }
  return texts;
}

/** The sections of each message, and how many found no place in any. */
function groupsOf(texts: string[]): { groups: string[][]; left: number } {
  const groups: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const [at, text] of texts.entries()) {
    size += text.length;
    if (size <= MOST_CHARACTERS) groups.at(-1)?.push(text);
    else if (groups.length === MOST_MESSAGES) return { groups, left: texts.length - at };
    else {
      groups.push([text]);
      size = text.length;
    }
  }
  return { groups, left: 0 };
}
