import type { Migration } from 'kysely/migration';
import * as reachOuts from './0001-reach-outs.ts';

/** In the order in which they apply; a migration that has shipped never changes. */
export const migrations: Record<string, Migration> = {
  '0001-reach-outs': reachOuts,
};
