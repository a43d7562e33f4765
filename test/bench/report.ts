import os from 'node:os';

export type Goal = { atMost: number } | { atLeast: number };

/** One line of the report. */
export interface Row {
  name: string;
  unit: string;
  /** By the name of what was measured. */
  figures: Record<string, number>;
  /** Whose figure the others' ratios are against; without one, the figures themselves are held to the target. */
  base?: string;
  target?: Goal;
  /** Those with a target of their own, by name. */
  targets?: Record<string, Goal>;
}

export interface Report {
  machine: string;
  rows: Row[];
  notes: string[];
}

export function describeMachine(): string {
  const [first] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} cores of ${first?.model.trim()}, ${memory} GB, ${os.platform()} ${os.release()}, Node ${process.version}; load and outside world on the same cores`;
}

export function formatTable(report: Report): string {
  const cells = tableOf(report);
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return [`Machine: ${report.machine}`, '', ...lines, '', ...report.notes].join('\n');
}

export function formatMarkdown(report: Report): string {
  const [head = [], ...rows] = tableOf(report);
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, column) => (column === 0 ? '---' : '---:')));
  return [line(head), rule, ...rows.map(line), '', `${report.machine}.`, ...report.notes].join('\n');
}

function tableOf({ rows }: Report): string[][] {
  const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const head = ['', ...names, 'target'];
  return [
    head,
    ...rows.map((row) => [
      `${row.name} (${row.unit})`,
      ...names.map((name) => cellOf(row, name)),
      targetOf(row),
    ]),
  ];
}

function cellOf(row: Row, name: string): string {
  const figure = row.figures[name];
  if (figure === undefined) return '';
  const text = figure >= 100 ? figure.toFixed(0) : figure >= 10 ? figure.toFixed(1) : figure.toFixed(2);
  const { base } = row;
  if (base === undefined) return `${text}${markOf(row, name, figure)}`;
  const against = row.figures[base];
  if (name === base || against === undefined) return text;
  const ratio = figure / against;
  return `${text} (${ratio.toFixed(2)}×${markOf(row, name, ratio)})`;
}

function markOf({ target, targets }: Row, name: string, value: number): string {
  const goal = targets?.[name] ?? target;
  if (!goal) return '';
  return ('atMost' in goal ? value <= goal.atMost : value >= goal.atLeast) ? ' ✓' : ' ✗';
}

function targetOf({ base, target, targets = {} }: Row): string {
  const say = (goal: Goal) =>
    `${'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`}${base === undefined ? '' : '×'}`;
  const own = Object.entries(targets).map(([name, goal]) => `${name} ${say(goal)}`);
  return [...(target ? [say(target)] : []), ...own].join('; ');
}
