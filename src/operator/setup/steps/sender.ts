import { readSenders } from '../../../config/senders.ts';
import { type Channel, channelOf, isCallChannel } from '../../../domain/channels/registry.ts';
import { choose, chooseNumber, inOrderFor } from '../../../domain/setup/choose.ts';
import type { Item, LookUp, NumberItem } from '../../../domain/setup/inventory.ts';
import { lookUpTrouble } from '../../../views/sentences/setup.ts';
import type { Asker, Option } from '../asker.ts';
import type { Place, Session } from '../session.ts';
import { checkIdOrArn, isIdOrArn } from './id-or-arn.ts';

/** That whoever was asked wants no such channel. */
export const NOT_OFFERED = Symbol('not offered');

interface Sought {
  channel: Channel;
  label: string;
  /** Gets the numbers: their ARNs, or for calls themselves. */
  variable: string;
  /** For calls: gets the queue whose number may be used in place of one. */
  queue?: string;
}

const ARN = /^arn:[^:]+:connect:[^:]+:[^:]+:phone-number\/.+$/;
const E164 = /^\+[1-9]\d{1,14}$/;

/** The number, or numbers with names, that a channel's contacts come from. */
export async function chooseSenders(
  session: Session,
  { instance, inventory }: Place,
  sought: Sought,
): Promise<typeof NOT_OFFERED | undefined> {
  const { flags, ask, say } = session;
  const { channel, label, variable, queue } = sought;
  const asked = flags[channel];
  if (!asked && session.value(variable)) return keep(session, variable);
  const found = await inventory.numbers(instance);
  if (asked) return resolve(session, sought, found);
  if (!ask) return undefined;
  if (found.kind !== 'found') say(lookUpTrouble('numbers', found));
  const numbers =
    found.kind === 'found' ? inOrderFor(isCallChannel(channel) ? undefined : channel, found.items) : [];
  const options: Option<string | typeof NOT_OFFERED>[] = [
    ...numbers.map((item) => ({ name: nameOf(item), value: settingOf(item, queue) })),
    ...(queue ? [{ name: 'The number of a queue …', value: 'queue' }] : []),
    { name: `None: no ${label} for now`, value: NOT_OFFERED },
    { name: 'Type it …', value: 'typed' },
  ];
  const chosen = await ask.select(`${label}: which number is it from?`, options);
  if (chosen === NOT_OFFERED) return NOT_OFFERED;
  if (chosen === 'queue' && queue) return chooseQueue(session, { instance, inventory }, queue);
  const form = queue ? E164 : ARN;
  const example = queue ? '+12065550100' : 'arn:aws:connect:us-west-2:111122223333:phone-number/…';
  const check = (text: string) => (form.test(text) ? undefined : `It looks like ${example}.`);
  const typed = chosen === 'typed' ? await ask.text(`${label}: ${example}`, { check }) : chosen;
  session.answer(variable, typed);
  return undefined;
}

/** The queue whose number calls come from. */
export async function chooseQueue(
  session: Session,
  { instance, inventory }: Place,
  variable: string,
): Promise<undefined> {
  const { flags, ask, say, faults } = session;
  const found = await inventory.queues(instance);
  const queues = found.kind === 'found' ? found.items : [];
  const fault = (says: string) => void faults.push({ about: variable, says: `--queue: ${says}.` });
  if (found.kind !== 'found') say(lookUpTrouble('queues', found));
  if (!flags.queue) {
    const id = ask && (await selectQueue(ask, queues));
    if (id) session.answer(variable, id);
  } else if (found.kind === 'found') {
    const chosen = choose(flags.queue, queues, 'queue');
    if (chosen.ok) session.answer(variable, chosen.item.id);
    else fault(chosen.fault);
  } else if (isIdOrArn(flags.queue)) session.answer(variable, flags.queue);
  else fault(`"${flags.queue}" can't be looked up. Give the id or ARN of the queue`);
}

async function selectQueue(ask: Asker, queues: readonly Item[]): Promise<string> {
  const options = [
    ...queues.map(({ id, name }) => ({ name, value: id })),
    { name: 'Type its id …', value: 'typed' },
  ];
  const chosen = queues.length > 0 ? await ask.select('Which queue’s number?', options) : 'typed';
  return chosen === 'typed' ? ask.text('Id or ARN of the queue:', { check: checkIdOrArn }) : chosen;
}

/** What a flag names: one number, or several as `Support=+1…,Sales=+1…`. */
function resolve(
  session: Session,
  { channel, variable, queue }: Sought,
  found: LookUp<NumberItem>,
): undefined {
  const values = readSenders(session.flags[channel] ?? '').map(({ name, number }) => {
    const inFront = name ? `${name}=` : '';
    const isWhole = (queue ? E164 : ARN).test(number);
    if (found.kind !== 'found') {
      const fault = isWhole
        ? undefined
        : `${lookUpTrouble('numbers', found)} Give it as ${queue ? '+12065550100' : 'an ARN'}.`;
      return { value: inFront + number, fault };
    }
    const chosen = chooseNumber(number, found.items);
    return chosen.ok
      ? { value: inFront + settingOf(chosen.item, queue), fault: undefined }
      : { value: '', fault: `${chosen.fault}.` };
  });
  const [fault] = values.flatMap((one) => one.fault ?? []);
  if (fault) session.faults.push({ about: variable, says: `--${channel}: ${fault}` });
  else session.answer(variable, values.map(({ value }) => value).join(','));
}

function keep(session: Session, variable: string): undefined {
  session.answer(variable, session.value(variable) ?? '');
}

function settingOf({ arn, number }: NumberItem, queue: string | undefined): string {
  return queue ? number : arn;
}

function nameOf({ name, number, channel }: NumberItem): string {
  const source = channel && `for ${channelOf(channel).label}`;
  return [number, ...(name === number ? [] : [name]), ...(source ? [source] : [])].join(' · ');
}
