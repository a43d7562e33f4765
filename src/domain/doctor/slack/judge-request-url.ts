import type { Finding } from '../finding.ts';

/** What came of asking at a request URL as Slack would, but unsigned. */
export type Probe = { kind: 'answered'; status: number } | { kind: 'unreachable'; why: string };

/** Where the app waits for Slack. */
const REQUEST_PATH = '/slack/events';

const SET_IT =
  "Set it to https://YOUR-HOST/slack/events, with your own host, wherever your app's page has a request URL.";

/** What can be known of a request URL before anybody asks there; undefined where it may be good. */
export function faultOfRequestUrl(url: string): Finding | undefined {
  const common = { area: 'Slack', check: 'request-url', verdict: 'failure' } as const;
  const { protocol, pathname, hostname } = URL.canParse(url) ? new URL(url) : {};
  const cause =
    protocol !== 'https:'
      ? 'Slack sends to https addresses alone.'
      : hostname === 'your-host'
        ? 'The manifest was pasted as it is.'
        : pathname !== REQUEST_PATH && `Reach Out answers at ${REQUEST_PATH}.`;
  return cause ? { ...common, says: `The request URL is ${url}.`, cause, next: SET_IT } : undefined;
}

/** Whether Reach Out answers there. It refuses what Slack has not signed. */
export function judgeRequestUrl(url: string, probe: Probe): Finding {
  const common = { area: 'Slack', check: 'request-url' } as const;
  if (probe.kind === 'unreachable')
    return {
      ...{ ...common, verdict: 'warning', says: `From here, nothing answers at ${url}.` },
      cause: `The call ended with ${probe.why}. Slack may come there all the same, by another way.`,
      next: 'Check that the address leads to PORT of Reach Out, with a certificate that everybody trusts.',
    };
  if (probe.status === 401)
    return {
      ...{ ...common, verdict: 'ok' },
      says: `At ${url} something answers as Reach Out does, and refuses what Slack has not signed.`,
    };
  if (probe.status === 503)
    return {
      ...{ ...common, verdict: 'warning', says: `What is at ${url} takes nothing now (HTTP 503).` },
      cause: 'Reach Out is being started, or whatever stands before it does not reach it.',
      next: 'Ask /ready on PORT of Reach Out, which says why it is not ready.',
    };
  return {
    ...{ ...common, verdict: 'failure' },
    says: `What answers at ${url} is not Reach Out (HTTP ${probe.status}).`,
    cause: 'Reach Out refuses with 401 what Slack has not signed.',
    next: SET_IT,
  };
}
