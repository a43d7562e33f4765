import { makeRunDirectory } from './run-directory.ts';

export default async function setUp(): Promise<void> {
  makeRunDirectory();
}
