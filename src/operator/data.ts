import { readPolicyFile } from '../config/watched-policy.ts';
import { createAudit } from '../store/audit.ts';
import { FILE_KEY_ID } from '../store/embedded/key-file.ts';
import { countErasable, eraseSome } from '../store/erase.ts';
import { type Pass, reencrypt } from '../store/reencrypt.ts';
import { sealPlain } from '../store/seal-plain.ts';
import { PLAIN } from '../store/vault.ts';
import { runExport, TRANSFER_USAGE } from './data-export.ts';
import { runImport } from './data-import.ts';
import { type Desk, Misused, type Word } from './word.ts';

/** What an operator does about what is kept. */
export const DATA: Word = {
  usage: `  data reencrypt     encrypts all that is kept with the first of REACH_OUT_ENCRYPTION_KEYS, and
                     says which keys are no longer needed; goes on where it was cut off
  data forget [--yes]
                     says of how many reach-outs the policy's keep_days are over; with --yes,
                     erases their numbers and texts now
${TRANSFER_USAGE}`,

  async run(desk, [action, ...args]) {
    if (action === 'backup' || action === 'export') return runExport(desk, action, args);
    if (action === 'import') return runImport(desk, args);
    const [option, ...more] = args;
    if (action === 'reencrypt' && !option) return runReencrypt(desk);
    if (action === 'forget' && [undefined, '--yes'].includes(option) && more.length === 0)
      return runForget(desk, option === '--yes');
    throw new Misused('"data" can backup, export, import, reencrypt and forget.');
  },
};

/** Instances that still write with another key are not waited for any longer. */
const MOST_PASSES = 5;

async function runReencrypt({ database, vault: openVault, print }: Desk): Promise<number> {
  const [{ kysely }, vault] = [await database(), await openVault()];
  const [current = PLAIN] = vault.keyIds;
  if (current === PLAIN) {
    print('There is no key to encrypt with: set REACH_OUT_ENCRYPTION_KEYS.');
    return 1;
  }
  let sealed = 0;
  for (let some = await sealPlain(kysely, vault); some > 0; some = await sealPlain(kysely, vault)) {
    sealed += some;
    print(`${sealed} reach-outs of an earlier version encrypted`);
  }
  let changed = 0;
  let pass: Pass;
  let passes = 0;
  do {
    pass = await reencrypt(kysely, vault, (looked) => print(`${looked} values looked at`));
    changed += pass.changed;
    passes += 1;
  } while (pass.changed + pass.missed > 0 && passes < MOST_PASSES);
  const detail = { key: current, values: changed };
  await createAudit(kysely).record({ actor: { kind: 'operator' }, action: 'data_reencrypted', detail });
  print(`${changed} values are encrypted with ${nameOf(current)} now that were not before.`);
  for (const [id, count] of pass.unreadable)
    print(
      `${count} can't be read, because ${nameOf(id)} is missing or another one. Put it back, and run this again.`,
    );
  if (pass.changed + pass.missed > 0) {
    print(
      'Something is still being written with another key: restart every instance with the same keys, and run this again.',
    );
    return 1;
  }
  const unneeded = vault.keyIds.filter(
    (id) => id !== PLAIN && id !== FILE_KEY_ID && !pass.byKey.has(id) && id !== current,
  );
  print(
    unneeded.length > 0
      ? `No longer needed: ${unneeded.join(', ')}.`
      : 'No key is there that is no longer needed.',
  );
  return pass.unreadable.size > 0 ? 1 : 0;
}

function nameOf(id: string): string {
  return id === FILE_KEY_ID ? 'the key in DATA_DIR' : `the key ${id}`;
}

async function runForget({ env, database, print }: Desk, isMeant: boolean): Promise<number> {
  const days = keepDaysOf(env.REACH_OUT_POLICY?.trim());
  const { kysely } = await database();
  if (!isMeant) {
    const count = await countErasable(kysely, days);
    print(
      `${count} reach-outs ended more than ${days} days ago. With --yes, their numbers and texts are erased.`,
    );
    return 0;
  }
  let erased = 0;
  for (;;) {
    const some = await eraseSome(kysely, { days, by: 'operator' });
    if (some === 0) break;
    erased += some;
    print(`${erased} erased`);
  }
  const left = await countErasable(kysely, days);
  print(
    left === 0
      ? `Numbers and texts of ${erased} reach-outs are erased; nothing older than ${days} days is left.`
      : `${left} are left, because Reach Out is erasing too at this moment. Run this again in a minute.`,
  );
  return left === 0 ? 0 : 1;
}

/** @throws where nothing says for how long something is kept */
function keepDaysOf(file: string | undefined): number {
  const read = file ? readPolicyFile(file) : undefined;
  if (read && !read.ok)
    throw new Error(`The policy file ${file} is faulty: "policy check ${file}" says how.`);
  const days = read?.policy.keepDays;
  if (days === undefined)
    throw new Error('Everything is kept: set keep_days in the file that REACH_OUT_POLICY names.');
  return days;
}
