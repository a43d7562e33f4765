import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A policy file, which can be written anew. */
export function policyFile(text: string) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-'));
  const file = path.join(directory, 'policy.yaml');
  const write = (next: string) => fs.writeFileSync(file, next);
  write(text);
  return {
    env: { REACH_OUT_POLICY: file },
    write,
    remove: () => fs.rmSync(directory, { recursive: true }),
  };
}
