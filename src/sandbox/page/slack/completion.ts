import type { SlashCommand } from '../../page-api.ts';

/** Slack's own commands that the sandbox knows. */
const OWN: SlashCommand[] = [
  { command: '/invite', description: 'Add Reach Out to this conversation', usageHint: '@Reach Out' },
];

export type Completion =
  /** The name of a command is being typed. */
  | { kind: 'commands'; commands: readonly SlashCommand[] }
  /** It stands there; this is what comes after it. */
  | { kind: 'usage'; command: SlashCommand }
  | undefined;

export function completionOf(text: string, commands: readonly SlashCommand[]): Completion {
  if (!text.startsWith('/') || text.includes('\n')) return undefined;
  const all = [...commands, ...OWN];
  const [name = '', ...rest] = text.split(' ');
  const exact = all.find(({ command }) => command === name);
  if (exact && rest.length > 0) return { kind: 'usage', command: exact };
  if (rest.length > 0) return undefined;
  const begun = all.filter(({ command }) => command.startsWith(name));
  return begun.length > 0 ? { kind: 'commands', commands: begun } : undefined;
}

/** Whether a line is `/invite @Reach Out`. */
export function invites(line: string, appName: string): boolean {
  const [, whom = ''] = /^\/invite\s+@?(.*)$/.exec(line.trim()) ?? [];
  return whom.toLowerCase() === appName.toLowerCase();
}
