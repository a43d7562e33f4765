import { inUnits } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';
import type { SlackAnswer } from './answer.ts';
import type { ScopesAsked } from './judge-scopes.ts';
import type { TokenFacts } from './judge-token.ts';

/** A workspace or organization that the app was installed in by OAuth, by its id. */
export interface InstallationFacts {
  id: string;
  /** Absent where the key of its token is missing. */
  answer?: SlackAnswer<TokenFacts>;
}

const AGAIN = 'Install Reach Out there again, at /slack/install on its host.';

/** The tokens that came by OAuth. Ids only: one workspace is not to read what another is called. */
export function judgeInstallations(
  installations: readonly InstallationFacts[],
  { file, scopes }: ScopesAsked,
): Finding[] {
  const common = { area: 'Slack', check: 'installations' } as const;
  if (installations.length === 0)
    return [
      {
        ...{ ...common, verdict: 'warning', says: 'Reach Out is installed in no workspace yet.' },
        cause: 'It is installed by OAuth, since SLACK_CLIENT_ID is set.',
        next: 'Open /slack/install on its host in a browser.',
      },
    ];
  const idsOf = (isSo: (one: InstallationFacts) => boolean) => installations.filter(isSo).map(({ id }) => id);
  const sealed = idsOf(({ answer }) => !answer);
  const refused = idsOf(({ answer }) => answer?.kind === 'refused');
  const unknown = idsOf(({ answer }) => answer?.kind === 'slow_down' || answer?.kind === 'unknown');
  const lacking = idsOf(
    ({ answer }) =>
      answer?.kind === 'told' && scopes.some((scope) => answer.facts.scopes?.includes(scope) === false),
  );
  const faults: Finding[] = [
    ...failure(sealed, 'The key that opens the token is missing for', {
      next: 'Put the key back into REACH_OUT_ENCRYPTION_KEYS.',
    }),
    ...failure(refused, 'Slack refuses the token of', {
      cause: 'The app was uninstalled there, or the token was revoked.',
      next: AGAIN,
    }),
    ...failure(lacking, `Scopes of ${file} are missing in`, {
      cause: 'It was installed there before its manifest asked for them.',
      next: AGAIN,
    }),
  ];
  if (unknown.length > 0)
    faults.push({
      ...{
        ...common,
        verdict: 'warning',
        says: `It is not known whether Slack takes the token of ${named(unknown)}.`,
      },
      ...{ cause: 'Slack did not answer, or asks to wait.', next: 'Run doctor again in a minute.' },
    });
  const count = inUnits(installations.length, 'installation');
  const ok = {
    ...common,
    verdict: 'ok',
    says: `Slack takes the tokens of ${count}, with all scopes of ${file}.`,
  } as const;
  return faults.length > 0 ? faults : [ok];
}

function failure(ids: string[], says: string, more: Pick<Finding, 'cause' | 'next'>): Finding[] {
  const common = { area: 'Slack', check: 'installations', verdict: 'failure' } as const;
  return ids.length > 0 ? [{ ...common, says: `${says} ${named(ids)}.`, ...more }] : [];
}

const MOST_NAMED = 5;

function named(ids: string[]): string {
  const more = ids.length - MOST_NAMED;
  return more > 0 ? `${ids.slice(0, MOST_NAMED).join(', ')} and ${more} more` : ids.join(', ');
}
