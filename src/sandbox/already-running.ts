import fs from 'node:fs';
import path from 'node:path';
import type { SandboxAbout } from './page-api.ts';

const fileIn = (directory: string) => path.join(directory, 'sandbox-address');

/** The address of the sandbox that works in this directory now, if any does. */
export async function sandboxIn(directory: string): Promise<string | undefined> {
  const url = readAddress(directory);
  const about = url ? await askAbout(url) : undefined;
  return about?.dataDirectory === directory ? url : undefined;
}

export function noteAddress(directory: string, url: string): void {
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(fileIn(directory), url);
}

export function forgetAddress(directory: string): void {
  fs.rmSync(fileIn(directory), { force: true });
}

/** What a sandbox at that address says of itself; undefined when there is none. */
export async function askAbout(url: string): Promise<SandboxAbout | undefined> {
  try {
    const response = await fetch(`${url}/api/about`, { signal: AbortSignal.timeout(2_000) });
    const about = (await response.json()) as SandboxAbout;
    return about.name === 'reach-out-sandbox' ? about : undefined;
  } catch {
    return undefined;
  }
}

function readAddress(directory: string): string | undefined {
  try {
    return fs.readFileSync(fileIn(directory), 'utf8').trim();
  } catch {
    return undefined;
  }
}
