import type { Desk } from '../../word.ts';
import type { Session } from '../session.ts';
import { changesOf } from './changes.ts';
import { changeEnvText, Unwritable } from './env-text.ts';
import { overridesOf } from './environment.ts';
import { readIfThere, requireWritable, writeWhole } from './write-whole.ts';

const HEAD = '# Written by "npm run reach-out -- setup"; .env.example explains every variable.\n';

/** A file as it was read: its text, and the variables in it. */
export interface Read {
  text: string;
  before: Record<string, string>;
}

/** Shows what is going to change, and asks whoever can be asked. @throws Unwritable where the file can't take it */
export async function isAgreed(
  { envFile }: Desk,
  { text, before }: Read,
  session: Session,
): Promise<boolean> {
  const { answers, newFlows, ask, say } = session;
  const { values, lines } = changesOf(before, answers, newFlows);
  if (lines.length === 0) return true;
  const created = [...newFlows.keys()].map((name) => [name, 'id']);
  changeEnvText(text, { ...values, ...Object.fromEntries(created) });
  requireWritable(envFile);
  say(`\nChanges of ${envFile}:`);
  for (const line of lines) say(line);
  return ask ? ask.yes('Write this?') : true;
}

/** Changes the file, and keeps beside it what it said before. @throws Unwritable */
export function putDown({ env, envFile, print }: Desk, { text, before }: Read, session: Session): void {
  const { values, replacesSome } = changesOf(before, session.answers);
  if (Object.keys(values).length === 0) {
    print(`${envFile} says all this already; nothing was changed.\n`);
    return;
  }
  if (readIfThere(envFile) !== text)
    throw new Unwritable(`${envFile} was changed by somebody else meanwhile: run setup again.`);
  if (replacesSome) writeWhole(`${envFile}.backup`, text);
  writeWhole(envFile, changeEnvText(text || HEAD, values));
  print(`Written.${replacesSome ? ` What ${envFile} said before is in ${envFile}.backup.` : ''}`);
  const overriding = Object.entries(overridesOf(env, before))
    .filter(([name, value]) => session.answers.has(name) && session.answers.get(name) !== value)
    .map(([name]) => name);
  if (overriding.length > 0)
    print(
      `Your environment has another ${overriding.join(', ')}, which goes before the file: unset it there.`,
    );
  print('');
}

/** Ends without a change: says what is missing, all at once. Resolves to the exit code. */
export function leaveUnchanged({ note, envFile }: Desk, { faults, newFlows, answers, ask }: Session): 1 {
  if (faults.length > 0) note('The set-up is not complete:');
  for (const { says } of faults) note(`  - ${says}`);
  if (!ask && faults.some(({ about }) => /^(SLACK|DATABASE|REACH_OUT_ENC)/.test(about)))
    note('Secrets are taken from the environment, or asked for at a terminal.');
  const made = [...newFlows].filter(([name]) => answers.has(name)).map(([, { name }]) => name);
  if (made.length > 0) note(`These flows are created, and stay: ${made.join(', ')}.`);
  note(`${envFile} is as it was.`);
  return 1;
}
