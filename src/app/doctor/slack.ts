import type { Check } from '../../domain/doctor/check.ts';
import { judgeToken } from '../../domain/doctor/slack/judge-token.ts';
import { createExaminer } from '../../slack/examiner.ts';
import type { Examined } from './examined.ts';
import { manifestInForce } from './manifest.ts';

/** What Slack says of the app. Without a token it is not asked. */
export function slackChecks({ config, outside }: Examined): Check[] {
  const { botToken, apiUrl } = config.slack;
  if (!botToken) return [];
  const { file, manifest } = manifestInForce(config);
  const expected = { file, scopes: manifest.oauth_config.scopes.bot };
  const examiner = createExaminer({ botToken, apiUrl, deadlineMs: outside.slackDeadlineMs });
  return [{ area: 'Slack', id: 'token', run: async () => judgeToken(await examiner.token(), expected) }];
}
