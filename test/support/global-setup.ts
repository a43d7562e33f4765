import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { makeRunDirectory } from './run-directory.ts';

export default async function setUp(): Promise<void> {
  execFileSync(process.execPath, [path.join(import.meta.dirname, 'bundle-libraries.ts')], {
    stdio: 'inherit',
  });
  makeRunDirectory({ usesMemory: true });
}
