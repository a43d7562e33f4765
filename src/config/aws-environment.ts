import os from 'node:os';

/** Puts right in the environment of the process what the AWS SDK would stumble over. */
export function smoothForAws(env: Record<string, string | undefined>): void {
  // An empty variable counts as unset.
  for (const [name, value = ''] of Object.entries(env)) if (!value.trim()) delete env[name];
  // In a container the user is often a mere number, who has no home: the SDK breaks down as it looks for its files there.
  if (!hasHome()) env.HOME = '/';
}

function hasHome(): boolean {
  try {
    return os.homedir() !== '';
  } catch {
    return false;
  }
}
