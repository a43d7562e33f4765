import type { Entry } from '../kernel/actor.ts';
import type { Installation } from './installation.ts';

/** Where the app is installed. Each change commits with its audit entry. */
export interface Installations {
  /** The first of these ids that the app is installed in. Rejects where its token can't be read. */
  find(ids: readonly string[]): Promise<Installation | undefined>;
  /** Of all that there are. */
  ids(): Promise<string[]>;
  /** Takes the place of what was there; what was told nowhere meanwhile, and has not ended, is told again. */
  save(installation: Installation, entry: Entry): Promise<void>;
  /** Its token is kept no longer. False where another has taken its place, or it was removed before. */
  remove(installation: Pick<Installation, 'id' | 'token'>, entry: Entry): Promise<boolean>;
}
