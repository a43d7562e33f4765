import { type Channel, channelOf } from '../../../domain/channels/registry.ts';
import { choose } from '../../../domain/setup/choose.ts';
import type { Item } from '../../../domain/setup/inventory.ts';
import { lookUpTrouble } from '../../../views/sentences/setup.ts';
import type { Asker } from '../asker.ts';
import type { Place, Session } from '../session.ts';
import { checkIdOrArn, isIdOrArn } from './id-or-arn.ts';
import { STANDARD_FLOWS } from './standard-flows.ts';

interface Sought {
  channel: Channel;
  /** Gets the flow's id. */
  variable: string;
}

/** The flow that a channel's contacts run: one that is there, or one that is to be created. */
export async function chooseFlow(
  session: Session,
  { instance, inventory }: Place,
  { channel, variable }: Sought,
): Promise<void> {
  const { flags, ask, say } = session;
  const flag = `flow-${channel}` as const;
  const asked = flags[flag];
  const known = session.value(variable);
  if (!asked && known) return session.answer(variable, known);
  const fault = (says: string) => void session.faults.push({ about: variable, says });
  const found = await inventory.flows(instance);
  const flows = found.kind === 'found' ? found.items : [];
  if (found.kind !== 'found') say(lookUpTrouble('flows', found));
  if (asked) {
    if (found.kind !== 'found')
      return isIdOrArn(asked)
        ? session.answer(variable, asked)
        : fault(`--${flag}: "${asked}" can't be looked up. Give the id or ARN of the flow.`);
    const chosen = choose(asked, flows, 'flow');
    return chosen.ok ? session.answer(variable, chosen.item.id) : fault(`--${flag}: ${chosen.fault}.`);
  }
  const standard = STANDARD_FLOWS[channel];
  const there = flows.find(({ name }) => name === standard.name);
  const chosen =
    flags['create-flows'] || !ask ? (there ?? CREATE) : await select(ask, channel, { flows, there });
  if (chosen === CREATE) session.newFlows.set(variable, standard);
  else if (chosen.obstacle)
    fault(`The flow "${chosen.name}" ${chosen.obstacle}: publish it, or name another with --${flag}.`);
  else session.answer(variable, chosen.id);
}

const CREATE = Symbol('create');

async function select(
  ask: Asker,
  channel: Channel,
  { flows, there }: { flows: readonly Item[]; there: Item | undefined },
): Promise<Item | typeof CREATE> {
  const standard = STANDARD_FLOWS[channel].name;
  const usable = flows.filter(({ obstacle }) => !obstacle);
  const inOrder = usable.toSorted((a, b) => Number(b === there) - Number(a === there));
  const chosen = await ask.select<Item | typeof CREATE | 'typed'>(
    `${channelOf(channel).label}: which flow?`,
    [
      ...(there ? [] : [{ name: `Create "${standard}"`, value: CREATE } as const]),
      ...inOrder.map((item) => ({ name: item.name, value: item })),
      { name: 'Type its id …', value: 'typed' },
    ],
  );
  if (chosen !== 'typed') return chosen;
  const id = await ask.text('Id or ARN of the flow:', { check: checkIdOrArn });
  return { id, arn: id, name: id };
}
