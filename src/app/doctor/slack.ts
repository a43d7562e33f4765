import type { Check } from '../../domain/doctor/check.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { judgeAppToken } from '../../domain/doctor/slack/judge-app-token.ts';
import { judgeArrivals, NOT_COMPARED } from '../../domain/doctor/slack/judge-arrivals.ts';
import { judgeManifest } from '../../domain/doctor/slack/judge-manifest.ts';
import { judgeMembership } from '../../domain/doctor/slack/judge-membership.ts';
import { faultOfRequestUrl, judgeRequestUrl } from '../../domain/doctor/slack/judge-request-url.ts';
import { judgeToken } from '../../domain/doctor/slack/judge-token.ts';
import { readAppSettings } from '../../slack/app-settings.ts';
import { createExaminer, type Examiner } from '../../slack/examiner.ts';
import { probeRequestUrl } from '../../slack/request-url.ts';
import type { Examined } from './examined.ts';
import { manifestInForce } from './manifest.ts';

/** What Slack says of the app. Without a token it is not asked. */
export function slackChecks(examined: Examined): Check[] {
  const { config, outside, running } = examined;
  const { botToken, apiUrl, delivery } = config.slack;
  if (!botToken) return [];
  const { file, scopes } = manifestInForce(config);
  const examiner = createExaminer({ botToken, apiUrl, deadlineMs: outside.slackDeadlineMs });
  const runs: [string, Check['run']][] = [
    ['token', async () => judgeToken(await examiner.token(), { file, scopes })],
    ...(delivery?.mode === 'socket'
      ? [one('app-token', async () => judgeAppToken(await examiner.appToken(delivery.appToken)))]
      : []),
    ['app-manifest', (signal) => settingsFound(examined, examiner, signal)],
    ...(running ? [one('arrivals', async () => judgeArrivals(running.arrivals()))] : []),
    one('membership', async () => judgeMembership(await examiner.memberships())),
  ];
  return runs.map(([id, run]) => ({ area: 'Slack', id, run }));
}

function one(id: string, find: () => Promise<Finding>): [string, Check['run']] {
  return [id, async () => [await find()]];
}

/** The app's settings against the manifest in force, and whether it is reached where they say. */
async function settingsFound(
  { config, running }: Examined,
  examiner: Examiner,
  signal: AbortSignal,
): Promise<Finding[]> {
  const { configToken } = config.slack;
  if (!configToken) return running ? [] : [NOT_COMPARED];
  const { file, manifest } = manifestInForce(config);
  const answer = await examiner.settings(configToken);
  const urls = answer.kind === 'told' ? answer.facts.urls : [];
  const reached = urls.map(
    async (url) => faultOfRequestUrl(url) ?? judgeRequestUrl(url, await probeRequestUrl(url, signal)),
  );
  const settings = readAppSettings(manifest);
  return [...judgeManifest(answer, { file, settings }), ...(await Promise.all(reached))];
}
