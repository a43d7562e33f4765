import { randomUUID } from 'node:crypto';
import { addMilliseconds, subMinutes } from 'date-fns';
import type { Kysely } from 'kysely';
import type { SharedForms } from '../domain/form/shared-forms.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

/** A change of a form takes two calls to Slack at most, with a pause. */
const HELD_MS = 8_000;
/** How often it is looked whether a form is free. */
const LOOK_MS = 25;
/** As long as an instance knows of a form that nobody touches. */
const KEPT_MINUTES = 10;

const KEY = 'team_id = $1 and view_id = $2';

/** $3: by whom, $4: now, $5: until when. */
const TAKE = `
  insert into open_form (team_id, view_id, holder, changed_at, held_until)
  values ($1, $2, $3, $4, $5)
  on conflict (team_id, view_id) do update set holder = excluded.holder, held_until = excluded.held_until
  where open_form.held_until <= $4
  returning sealed`;

/** $3: by whom, $4: what is known, sealed, $5: now. */
const LET_GO = `
  update open_form set sealed = $4, changed_at = $5, holder = null, held_until = '-infinity'
  where ${KEY} and holder = $3 returning view_id`;

/** $3: by whom. */
const IS_HELD = `select from open_form where ${KEY} and holder = $3`;

/** $3: now. */
const LOOK = `select sealed, held_until > $3 as "isHeld" from open_form where ${KEY}`;

/** $3: what is known, sealed, $4: now. */
const PUT = `
  insert into open_form (team_id, view_id, sealed, changed_at) values ($1, $2, $3, $4)
  on conflict (team_id, view_id) do update
  set sealed = excluded.sealed, changed_at = excluded.changed_at, holder = null, held_until = '-infinity'`;

const FORGET = `delete from open_form where ${KEY}`;

/** $1: of before then. */
const FORGET_UNTOUCHED = 'delete from open_form where changed_at < $1';

interface Row {
  sealed: string | null;
}

/** Of the forms that were opened by one installation. */
export function createSharedForms(
  db: Kysely<unknown>,
  clock: Clock,
  vault: Vault,
  teamId: string,
): SharedForms {
  const seal = (viewId: string, known: string) => vault.seal(known, aboutOpenForm(teamId, viewId));
  const opened = (viewId: string, sealed: string | null | undefined) =>
    sealed ? vault.open(sealed, aboutOpenForm(teamId, viewId)) : undefined;
  const nextLook = () => new Promise<void>((resolve) => clock.after(LOOK_MS, resolve));

  return {
    async take(viewId) {
      const holder = randomUUID();
      for (;;) {
        const now = clock.now();
        const values = [teamId, viewId, holder, now, addMilliseconds(now, HELD_MS)];
        const [row] = await run<Row>(db, TAKE, values);
        const known = row && opened(viewId, row.sealed);
        if (row) return { holder, ...(known && { known }) };
        await nextLook();
      }
    },

    async letGo(viewId, holder, known) {
      const values = [teamId, viewId, holder, seal(viewId, known), clock.now()];
      return (await run(db, LET_GO, values)).length > 0;
    },

    async isHeldBy(viewId, holder) {
      return (await run(db, IS_HELD, [teamId, viewId, holder])).length > 0;
    },

    async look(viewId) {
      for (;;) {
        const [row] = await run<Row & { isHeld: boolean }>(db, LOOK, [teamId, viewId, clock.now()]);
        if (!row?.isHeld) return opened(viewId, row?.sealed);
        await nextLook();
      }
    },

    async put(viewId, known) {
      await run(db, PUT, [teamId, viewId, seal(viewId, known), clock.now()]);
    },

    async forget(viewId) {
      await run(db, FORGET, [teamId, viewId]);
    },
  };
}

export async function forgetUntouched(db: Kysely<unknown>, now: Date): Promise<void> {
  await run(db, FORGET_UNTOUCHED, [subMinutes(now, KEPT_MINUTES)]);
}

/** What is known of an open form is sealed about. */
export function aboutOpenForm(teamId: string, viewId: string): string {
  return `open form ${teamId} ${viewId}`;
}
