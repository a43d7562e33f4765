import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';

/** What initdb says where nobody has told the system the name of the user who runs it. */
export const NAMELESS = /could not look up effective user ID/;

/**
 * Copies the programs so that they run without a name, because containers often run as a mere number.
 * They need no name, but end when getpwuid(3) finds none; the copies call getpwent(3) instead, which
 * takes no notice of the number and answers with the first name there is.
 */
export function copyWithoutNames({ initdb, postgres }: Binaries, directory: string): Binaries {
  fs.mkdirSync(path.join(directory, 'bin'), { recursive: true });
  const shipped = path.dirname(path.dirname(postgres));
  for (const name of ['lib', 'share']) fs.symlinkSync(path.join(shipped, name), path.join(directory, name));
  const copy = (program: string) => {
    const copied = path.join(directory, 'bin', path.basename(program));
    // One byte is one character in this encoding, both ways.
    const code = fs.readFileSync(program, 'latin1').replace('\0getpwuid\0', '\0getpwent\0');
    fs.writeFileSync(copied, code, { encoding: 'latin1', mode: 0o755 });
    return copied;
  };
  return { initdb: copy(initdb), postgres: copy(postgres) };
}
