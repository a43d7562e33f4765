import type { Check } from '../../domain/doctor/check.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { judgeAppToken } from '../../domain/doctor/slack/judge-app-token.ts';
import { judgeArrivals, NOT_COMPARED } from '../../domain/doctor/slack/judge-arrivals.ts';
import { judgeInstallations } from '../../domain/doctor/slack/judge-installations.ts';
import { judgeManifest } from '../../domain/doctor/slack/judge-manifest.ts';
import { judgeMembership } from '../../domain/doctor/slack/judge-membership.ts';
import { faultOfRequestUrl, judgeRequestUrl } from '../../domain/doctor/slack/judge-request-url.ts';
import { judgeToken } from '../../domain/doctor/slack/judge-token.ts';
import { readAppSettings } from '../../slack/app-settings.ts';
import { createExaminer, type Examiner } from '../../slack/examiner.ts';
import { probeRequestUrl } from '../../slack/request-url.ts';
import { examineInstallations } from '../../store/examine.ts';
import { tablesOf } from '../../store/migrate.ts';
import type { Examined } from './examined.ts';
import { manifestInForce } from './manifest.ts';

/** What Slack says of the app. Without any token it is not asked. */
export function slackChecks(examined: Examined): Check[] {
  const { config, outside, running } = examined;
  const { botToken = '', oauth, apiUrl, delivery } = config.slack;
  if (!botToken && !oauth) return [];
  const { file, scopes } = manifestInForce(config);
  const examiner = createExaminer({ botToken, apiUrl, deadlineMs: outside.slackDeadlineMs });
  const runs: [string, Check['run']][] = [
    ...alone(botToken, ['token', async () => judgeToken(await examiner.token(), { file, scopes })]),
    ...(oauth
      ? [['installations', () => installationsFound(examined)] satisfies [string, Check['run']]]
      : []),
    ...(delivery?.mode === 'socket'
      ? [one('app-token', async () => judgeAppToken(await examiner.appToken(delivery.appToken)))]
      : []),
    ...alone(botToken, ['app-manifest', (signal) => settingsFound(examined, examiner, signal)]),
    ...(running ? [one('arrivals', async () => judgeArrivals(running.arrivals()))] : []),
    ...alone(
      botToken,
      one('membership', async () => judgeMembership(await examiner.memberships())),
    ),
  ];
  return runs.map(([id, run]) => ({ area: 'Slack', id, run }));
}

/** What is known by the token of the environment alone. */
function alone(botToken: string, run: [string, Check['run']]): [string, Check['run']][] {
  return botToken ? [run] : [];
}

function one(id: string, find: () => Promise<Finding>): [string, Check['run']] {
  return [id, async () => [await find()]];
}

/** Each of more than so many would take Slack, and doctor, too long. */
const MOST_INSTALLATIONS = 100;

async function installationsFound({ config, outside, database }: Examined): Promise<Finding[]> {
  const { apiUrl } = config.slack;
  const opened = await database().catch(() => undefined);
  // Of one that can't be opened, or has other tables, the check of the database tells.
  if (!opened || (await tablesOf(opened.kysely)) !== 'current') return [];
  const all = await examineInstallations(opened, config.encryptionKeys);
  const asked = all.slice(0, MOST_INSTALLATIONS).map(async ({ id, token: botToken }) => {
    if (botToken === undefined) return { id };
    const { slackDeadlineMs: deadlineMs } = outside;
    return { id, answer: await createExaminer({ botToken, apiUrl, deadlineMs }).token() };
  });
  return judgeInstallations(await Promise.all(asked), manifestInForce(config));
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
