import os from 'node:os';

/** One line of the report. The ratio is against the first column's figure. */
export interface Row {
  name: string;
  unit: string;
  /** By the name of what was measured. */
  figures: Record<string, number>;
  base: string;
  target?: { atMost: number } | { atLeast: number };
  /** Only these are held to the target; all by default. */
  heldTo?: string[];
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

export function ratioOf({ figures, base }: Row, name: string): number {
  return (figures[name] ?? Number.NaN) / (figures[base] ?? Number.NaN);
}

function cellOf(row: Row, name: string): string {
  const figure = row.figures[name];
  if (figure === undefined) return '';
  const text = figure >= 100 ? figure.toFixed(0) : figure >= 10 ? figure.toFixed(1) : figure.toFixed(2);
  if (name === row.base || row.figures[row.base] === undefined) return text;
  const mark = row.target && isHeld(row, name) ? (meets(row, name) ? ' ✓' : ' ✗') : '';
  return `${text} (${ratioOf(row, name).toFixed(2)}×${mark})`;
}

function isHeld({ heldTo }: Row, name: string): boolean {
  return heldTo?.includes(name) ?? true;
}

export function meets(row: Row, name: string): boolean {
  const ratio = ratioOf(row, name);
  if (!row.target) return true;
  return 'atMost' in row.target ? ratio <= row.target.atMost : ratio >= row.target.atLeast;
}

function targetOf({ target }: Row): string {
  if (!target) return '';
  return 'atMost' in target ? `≤ ${target.atMost}×` : `≥ ${target.atLeast}×`;
}
