import fs from 'node:fs';
import path from 'node:path';

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
 * one. @throws where it can't be written
 */
export function writeWhole(file: string, text: string): void {
  const target = fs.existsSync(file) ? fs.realpathSync(file) : path.resolve(file);
  const draft = `${target}.${process.pid}.new`;
  try {
    fs.writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}
