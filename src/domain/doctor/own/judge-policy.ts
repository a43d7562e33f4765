import { inUnits } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';
import { shellWord } from '../shell.ts';

/** `file`: that REACH_OUT_POLICY names; `faults`: why it can't be used, each with its line. */
export function judgePolicy(file: string | undefined, faults: readonly string[]): Finding {
  const common = { area: 'App', check: 'policy' } as const;
  if (!file)
    return {
      ...common,
      verdict: 'ok',
      says: 'No policy file is set: who may use it is up to the environment.',
    };
  const [first] = faults;
  if (!first) return { ...common, verdict: 'ok', says: `The policy file ${file} can be used.` };
  return {
    ...{
      ...common,
      verdict: 'failure',
      says: `The policy file ${file} has ${inUnits(faults.length, 'fault')}.`,
    },
    cause: `${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.…`]$/.test(first) ? '' : '.'}`,
    next: 'Correct it. Until then an app that runs keeps the rules of before, and none can be started.',
    command: `npm run reach-out -- policy check ${shellWord(file)}`,
  };
}
