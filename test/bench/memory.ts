import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * Memory of a process and of all that it started, in MB. On Linux each process counts its share of pages
 * that several use (PSS); elsewhere resident memory, which counts them in each.
 */
export function memoryOf(pid: number): number {
  const memory = process.platform === 'linux' ? shareOf : residentOf;
  return treeOf(pid).reduce((sum, one) => sum + memory(one), 0) / 1024;
}

/** In KB; 0 for a process that has just ended. */
function shareOf(pid: number): number {
  const [, pss = 0] = /^Pss: +(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(pss);
}

function residentOf(pid: number): number {
  return Number(ps('-o', 'rss=', '-p', String(pid)));
}

function treeOf(pid: number): number[] {
  const children = process.platform === 'linux' ? childrenByProc : childrenByPs;
  return [pid, ...children(pid).flatMap(treeOf)];
}

function childrenByProc(pid: number): number[] {
  const threads = fs.existsSync(`/proc/${pid}/task`) ? fs.readdirSync(`/proc/${pid}/task`) : [];
  return threads.flatMap((thread) => numbersIn(read(`/proc/${pid}/task/${thread}/children`)));
}

function childrenByPs(pid: number): number[] {
  const lines = ps('-A', '-o', 'ppid=,pid=').split('\n').map(numbersIn);
  return lines.flatMap(([parent, child = 0]) => (parent === pid ? child : []));
}

function numbersIn(text: string): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function ps(...args: string[]): string {
  try {
    return execFileSync('ps', args).toString();
  } catch {
    return '';
  }
}
