import { readPolicyFile } from '../config/watched-policy.ts';
import { Misused, type Word } from './word.ts';

/** What an operator can know of a policy file before the app reads it. */
export const POLICY: Word = {
  usage: '  policy check FILE  names every fault of a policy file, and changes nothing',

  async run({ print }, [action, file]) {
    if (action !== 'check' || !file) throw new Misused('"policy" can check: policy check FILE.');
    const read = readPolicyFile(file);
    if (read.ok) print(`${file} can be used. Its SHA-256 is ${read.policy.hash}.`);
    else for (const fault of read.faults) print(fault);
    return read.ok ? 0 : 1;
  },
};
