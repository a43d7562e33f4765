import fs from 'node:fs';
import path from 'node:path';
import { Unwritable } from './env-text.ts';

/** The text of a file; empty where there is none. @throws where it can't be read */
export function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Replaces a file whole or not at all. There are tokens in it: it is for its owner alone to read. A link stays
 * one. @throws Unwritable
 */
export function writeWhole(file: string, text: string): void {
  draft(file, text, (name, target) => fs.renameSync(name, target));
}

/** Tells beforehand. @throws Unwritable */
export function requireWritable(file: string): void {
  draft(file, '', (name) => fs.rmSync(name));
}

function draft(file: string, text: string, use: (name: string, target: string) => void): void {
  const target = targetOf(file);
  const name = `${target}.${process.pid}.new`;
  try {
    fs.writeFileSync(name, text, { mode: 0o600, flag: 'wx', flush: true });
    use(name, target);
  } catch (error) {
    fs.rmSync(name, { force: true });
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new Unwritable(`${file} can't be written (${code}): run setup where its folder can be written to.`);
  }
}

/** Where a link leads, also to what is not there yet. */
function targetOf(file: string): string {
  if (fs.existsSync(file)) return fs.realpathSync(file);
  const isLink = fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink();
  return path.resolve(path.dirname(file), isLink ? fs.readlinkSync(file) : path.basename(file));
}
