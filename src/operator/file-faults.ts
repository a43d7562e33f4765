import fs from 'node:fs';
import path from 'node:path';

const forbidden = (file: string) =>
  `Reach Out may not write ${file}. Name a file in a directory that it may write to.`;
const full = (file: string) => `No space is left for ${file}. Make room there.`;

/** Why a file can't be written, by the system's codes, with one next step. */
const SENTENCES: Record<string, (file: string) => string> = {
  ...{ ENOSPC: full, EDQUOT: full, EACCES: forbidden, EPERM: forbidden, EROFS: forbidden },
  EFBIG: (file) =>
    `${file} may not become as large as it must be. Raise the limit of file sizes (ulimit -f), or name a file on another disk.`,
  ENAMETOOLONG: (file) => `The name ${path.basename(file)} is too long. Name a shorter one.`,
};

/** What was thrown while a file was written, as a sentence where it is about the file; `-` is a pipe. */
export function explainWriting(error: unknown, file: string): unknown {
  const sentence = sentenceOfWriting(error, file);
  return sentence ? new Error(sentence, { cause: error }) : error;
}

export function sentenceOfWriting(error: unknown, file: string): string | undefined {
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return SENTENCES[code]?.(file === '-' ? 'what is printed' : file);
}

/** @throws with what to do, where the directory of a new file isn't there */
export function requireDirectory(file: string): void {
  const directory = path.dirname(file);
  if (!fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`There is no directory ${directory}. Make it, or name another file.`);
}
