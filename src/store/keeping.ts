import type { Kysely } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Keeping } from '../domain/reach-out/keeping.ts';
import { eraseSome } from './erase.ts';
import { forgetTyped } from './forms.ts';
import { sealPlain } from './seal-plain.ts';
import { forgetUntouched } from './shared-forms.ts';
import type { Vault } from './vault.ts';

export function createKeeping(db: Kysely<unknown>, clock: Clock, vault: Vault): Keeping {
  return {
    sealSome: async () => (await sealPlain(db, vault)) > 0,
    eraseSome: async (days) => (await eraseSome(db, { days, now: clock.now(), by: 'engine' })) > 0,
    async forgetTyped() {
      const now = clock.now();
      await forgetTyped(db, now);
      await forgetUntouched(db, now);
    },
  };
}
