import type { Finding } from '../finding.ts';

export interface ScopesAsked {
  /** The path of the manifest that asks for them. */
  file: string;
  scopes: readonly string[];
}

/** `granted`: those of the token; unknown where Slack does not say. More than are asked for do no harm. */
export function judgeScopes(granted: readonly string[] | undefined, { file, scopes }: ScopesAsked): Finding {
  const common = { area: 'Slack', check: 'scopes' } as const;
  if (!granted)
    return {
      ...{ ...common, verdict: 'warning' },
      says: 'It is not known which scopes the token has.',
      cause:
        'No header x-oauth-scopes came with the answer: something between Slack and Reach Out may drop it.',
      next: `Compare "OAuth & Permissions" on your app's page with ${file}.`,
    };
  const missing = scopes.filter((scope) => !granted.includes(scope));
  if (missing.length === 0)
    return { ...common, verdict: 'ok', says: `The token has all ${scopes.length} scopes of ${file}.` };
  return {
    ...{ ...common, verdict: 'failure' },
    says: `The token lacks ${missing.length} of the ${scopes.length} scopes of ${file}: ${missing.join(', ')}.`,
    cause: 'The app was installed before its manifest asked for them, or from another manifest.',
    next: `Paste ${file} under "App Manifest" on your app's page, then reinstall it on "Install App".`,
  };
}
