import { findRegion } from '../../../connect/region.ts';
import { choose } from '../../../domain/setup/choose.ts';
import type { Inventory } from '../../../domain/setup/inventory.ts';
import { lookUpTrouble, type Trouble } from '../../../views/sentences/setup.ts';
import type { Place, Session } from '../session.ts';

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const REGION_FORM = 'A region of AWS looks like us-west-2.';
const INSTANCE = 'CONNECT_INSTANCE_ID';
const INSTANCE_ID_OR_ARN =
  /^(arn:aws[\w-]*:connect:[\w-]+:\d{12}:instance\/)?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

type OpenInventory = (region: string) => Inventory;

/** Region and instance. Resolves to nothing where they are not known. */
export async function choosePlace(session: Session, open: OpenInventory): Promise<Place | undefined> {
  let region = await chooseRegion(session);
  while (region) {
    const inventory = onceEach(open(region));
    const instance = await chooseInstance(session, inventory, region);
    if (instance !== 'elsewhere') return instance === undefined ? undefined : { instance, inventory };
    region = await session.ask?.text('Which AWS region is the instance in?', { check: checkRegion });
    if (region) session.answer('AWS_REGION', region);
  }
  return undefined;
}

/** By a flag, the instance's ARN, the file, the environment or the AWS profile. */
export async function knownRegion({ flags, value }: Session): Promise<string | undefined> {
  const [, , , ofInstance] = flags.instance?.split(':') ?? [];
  const known = flags.region ?? ofInstance ?? value('AWS_REGION');
  if (known) return known;
  const found = await findRegion({ AWS_DEFAULT_REGION: value('AWS_DEFAULT_REGION') });
  return 'fault' in found ? undefined : found.region;
}

async function chooseRegion(session: Session): Promise<string | undefined> {
  // Without it the next start would find other credentials than this one.
  const profile = session.value('AWS_PROFILE');
  if (profile) session.answer('AWS_PROFILE', profile);
  const question = 'Which AWS region is your Amazon Connect instance in?';
  const region = (await knownRegion(session)) ?? (await session.ask?.text(question, { check: checkRegion }));
  const fault = region && checkRegion(region);
  if (fault) session.faults.push({ about: 'AWS_REGION', says: fault });
  else if (region) session.answer('AWS_REGION', region);
  return fault ? undefined : region;
}

function checkRegion(typed: string): string | undefined {
  return REGION.test(typed) ? undefined : REGION_FORM;
}

/** Its id; nothing where it isn't known, or that it is in another region. */
async function chooseInstance(
  session: Session,
  inventory: Inventory,
  region: string,
): Promise<string | 'elsewhere' | undefined> {
  const { flags, ask, say, faults } = session;
  const known = flags.instance ?? session.value(INSTANCE);
  const answered = (id: string) => {
    session.answer(INSTANCE, id);
    return id;
  };
  if (known && !flags.instance) return answered(known);
  const found = await inventory.instances();
  const missing = (says: string) => void faults.push({ about: INSTANCE, says });
  if (found.kind !== 'found') {
    const trouble = lookUpTrouble('instances', found);
    if (known && INSTANCE_ID_OR_ARN.test(known)) {
      say(`${trouble} The instance is taken as it was given.`);
      return answered(idOf(known));
    }
    if (!ask) return missing(`--instance needs the id or ARN of an instance: ${trouble}`);
    return byHand(session, found);
  }
  if (known) {
    const chosen = choose(known, found.items, 'instance');
    if (chosen.ok) return answered(chosen.item.id);
    return missing(`--instance: ${chosen.fault}, in ${region}.`);
  }
  const usable = found.items.filter(({ obstacle }) => !obstacle);
  if (!ask) return undefined;
  const [first, ...others] = usable;
  if (!first) say(`There is no Amazon Connect instance in ${region} for these credentials.`);
  else if (others.length === 0) {
    say(`The only Amazon Connect instance in ${region} is ${first.name}.`);
    if (await ask.yes(`Set up ${first.name}?`)) return answered(first.id);
  } else {
    const options = usable.map(({ id, name }) => ({ name: `${name} (${id})`, value: id }));
    const another = { name: 'Another region …', value: 'elsewhere' };
    const id = await ask.select('Which Amazon Connect instance?', [...options, another]);
    return id === 'elsewhere' ? id : answered(id);
  }
  return 'elsewhere';
}

async function byHand(session: Session, trouble: Trouble): Promise<string | undefined> {
  session.say(lookUpTrouble('instances', trouble));
  const typed = await session.ask?.text('Id or ARN of your Amazon Connect instance:', {
    check: (text) =>
      INSTANCE_ID_OR_ARN.test(text)
        ? undefined
        : 'It looks like 00000000-0000-0000-0000-000000000000; the overview page of the instance shows its ARN.',
  });
  if (typed) session.answer(INSTANCE, idOf(typed));
  return typed && idOf(typed);
}

function idOf(idOrArn: string): string {
  return idOrArn.slice(idOrArn.indexOf('/') + 1);
}

/** AWS answers two lists of a kind a second. */
function onceEach(inventory: Inventory): Inventory {
  const known = new Map<string, Promise<unknown>>();
  const once =
    <Found>(name: string, fetch: (instance: string) => Promise<Found>) =>
    (instance: string): Promise<Found> => {
      const key = `${name} ${instance}`;
      const fetched = known.get(key) ?? fetch(instance);
      known.set(key, fetched);
      return fetched as Promise<Found>;
    };
  return {
    ...inventory,
    numbers: once('numbers', inventory.numbers),
    queues: once('queues', inventory.queues),
    flows: once('flows', inventory.flows),
  };
}
