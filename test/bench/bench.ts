import type { Built } from './build.ts';
import type { Options } from './options.ts';
import type { Outside } from './outside.ts';
import type { Postgres } from './postgres.ts';

/** What every scenario works with. */
export interface Bench {
  options: Options;
  built: Built;
  /** The other checkout, where there is one. */
  beside?: Built;
  outside: Outside;
  /** For data and logs; removed at the end. */
  directory: string;
  /** Started when it is first asked for. */
  postgres(): Promise<Postgres>;
  say(progress: string): void;
}

export const PEER = 'peer';
export const EMBEDDED = 'app, embedded';
export const POSTGRES = 'app, PostgreSQL';
export const BESIDE = 'beside, embedded';
