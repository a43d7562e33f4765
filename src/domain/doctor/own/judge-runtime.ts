import type { Finding } from '../finding.ts';

/** What the process runs on. */
export interface RuntimeFacts {
  version: string;
  /** As `process.version` has it. */
  node: string;
  /** In bytes, where a container or the like sets one. */
  memoryLimit?: number | undefined;
}

/** As package.json and main.ts want it. */
const LEAST_NODE = 22;

const MEBIBYTE = 2 ** 20;

/** With the embedded database, which is a part of it. */
const LEAST_MEMORY = 512 * MEBIBYTE;

export function judgeRuntime({ version, node, memoryLimit }: RuntimeFacts): Finding[] {
  return [
    { area: 'App', check: 'version', verdict: 'ok', says: `Reach Out is version ${version}.` },
    judgeNode(node),
    judgeMemory(memoryLimit),
  ];
}

function judgeNode(node: string): Finding {
  const common = { area: 'App', check: 'node' } as const;
  const major = Number(/^v?(\d+)/.exec(node)?.[1] ?? 0);
  if (major >= LEAST_NODE) return { ...common, verdict: 'ok', says: `It runs on Node ${node}.` };
  return {
    ...{ ...common, verdict: 'failure', says: `It runs on Node ${node}.` },
    cause: `Reach Out needs Node ${LEAST_NODE} or newer.`,
    next: 'Start it with npm start, which brings its own Node, or install a newer one.',
  };
}

function judgeMemory(limit: number | undefined): Finding {
  const common = { area: 'App', check: 'memory' } as const;
  if (limit === undefined) return { ...common, verdict: 'ok', says: 'No limit is set to its memory.' };
  const says = `Its memory is limited to ${Math.floor(limit / MEBIBYTE)} MB.`;
  if (limit >= LEAST_MEMORY) return { ...common, verdict: 'ok', says };
  return {
    ...{ ...common, verdict: 'warning', says },
    cause: 'It is tried out with 512 MB; with less it may be ended in the middle of its work.',
    next: 'Give it 512 MB or more.',
  };
}
