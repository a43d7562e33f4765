import { goByProxy } from '../../config/proxy.ts';
import { createInventory } from '../../connect/set-up/inventory.ts';
import { CHANNEL_NAMES } from '../../domain/channels/registry.ts';
import { tellDiagnosis } from '../doctor.ts';
import type { Desk } from '../word.ts';
import { Stopped } from './asker.ts';
import { readEnvText, Unwritable } from './file/env-text.ts';
import { environmentOf, faultsOf } from './file/environment.ts';
import { isAgreed, leaveUnchanged, putDown } from './file/put-down.ts';
import { readIfThere } from './file/write-whole.ts';
import { readFlags } from './flags.ts';
import { openSession, type Place, type Session } from './session.ts';
import { chooseChannels } from './steps/channel.ts';
import { createFlows } from './steps/create-flows.ts';
import { chooseEvents } from './steps/events.ts';
import { askForKey, takeGiven } from './steps/given.ts';
import { whatIsMissing } from './steps/missing.ts';
import { choosePlace, knownRegion } from './steps/place.ts';
import { chooseSlack } from './steps/slack.ts';
import { askAt } from './terminal.ts';

/** From what is given and answered to a file that the app starts with. Resolves to the exit code. @throws Misused */
export async function runSetup(desk: Desk, args: string[]): Promise<number> {
  const flags = readFlags(args);
  const text = readIfThere(desk.envFile);
  const before = readEnvText(text);
  const ask = desk.terminal && !flags.yes ? askAt(desk.terminal) : undefined;
  const session = openSession(
    { flags, say: desk.print, ...(ask && { ask }) },
    { file: before, env: desk.env },
  );
  const { fault } = goByProxy(desk.env);
  if (fault) desk.note(fault);

  const opened: (() => void)[] = [];
  const open = (region: string) => {
    const inventory = createInventory({ region });
    opened.push(inventory.close);
    return inventory;
  };
  const startsWith = () => environmentOf(desk.env, before, session.answers);
  try {
    const place = await answerAll(session, open, startsWith);
    if (!place || !(await isAgreed(desk, { text, before }, session))) return leaveUnchanged(desk, session);
    await createFlows(session, place);
    if (session.faults.length > 0) return leaveUnchanged(desk, session);
    putDown(desk, { text, before }, session);
  } catch (error) {
    if (error instanceof Unwritable) desk.note(error.message);
    else if (!(error instanceof Stopped)) throw error;
    return leaveUnchanged(desk, session);
  } finally {
    for (const close of opened) close();
  }
  const diagnosis = await desk.examine(startsWith());
  tellDiagnosis(desk, diagnosis);
  return diagnosis.ok ? 0 : 1;
}

/** Of these it is known only once they were looked up whether they are right. */
const LOOKED_UP = new RegExp(
  `^(CONNECT_INSTANCE_ID|CONNECT_(${CHANNEL_NAMES.join('|').toUpperCase()})_|No channel)`,
);

/** Goes through every step. Resolves to nothing where something is missing, or can't be. */
async function answerAll(
  session: Session,
  open: Parameters<typeof choosePlace>[1],
  startsWith: () => Record<string, string | undefined>,
): Promise<Place | undefined> {
  const { ask, flags, faults, newFlows } = session;
  takeGiven(session);
  if (!ask) {
    const region = await knownRegion(session);
    faults.push(...whatIsMissing(flags, { region, value: session.value }));
    addFaults(
      session,
      faultsOf(startsWith()).filter((fault) => !LOOKED_UP.test(fault)),
    );
    if (faults.length > 0) return undefined;
  }
  const place = await choosePlace(session, open);
  if (!place) return undefined;
  await chooseChannels(session, place);
  if (faults.length > 0) return undefined;
  if (ask) {
    await chooseEvents(session, place);
    await chooseSlack(session);
    await askForKey(session);
    return place;
  }
  const created = [...newFlows].map(([name, flow]) => [name, flow.name]);
  addFaults(session, faultsOf({ ...startsWith(), ...Object.fromEntries(created) }));
  return faults.length > 0 ? undefined : place;
}

function addFaults({ faults }: Session, found: string[]): void {
  for (const says of found)
    if (!faults.some(({ about }) => says.startsWith(about)))
      faults.push({ about: says, says: /[.…`]$/.test(says) ? says : `${says}.` });
}
