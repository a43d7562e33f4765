import { createOutage, type Outage } from '../domain/kernel/outage.ts';
import type { ReachOutSettings } from '../domain/kernel/settings.ts';
import { type AppId, createAppId } from '../slack/app-id.ts';
import { nameAsk } from '../slack/ask.ts';
import { createSlackClients, type SlackClients } from '../slack/clients.ts';
import { askIdentity, type Identity, scopesMissing } from '../slack/identity.ts';
import { explainBotToken, explainFailure, isUninstalled, refusalOf } from '../slack/refusal.ts';
import { createStanding, type Standing } from '../slack/standing.ts';
import { untilAnswered } from '../slack/until-answered.ts';
import type { Site } from './site.ts';

/** All that there is to one token. */
export interface Connection {
  token: string;
  clients: SlackClients;
  standing: Standing;
  me: Identity;
  /** With whom to ask as Slack names them. */
  settings: ReachOutSettings;
}

export interface Slack {
  /** That Slack can't be reached where nothing works without it. */
  away: Outage;
  app: AppId;
  /** By the token of the environment; absent where the app is installed by OAuth alone. */
  own?: Connection;
}

/** Calls to Slack. Waits for it to say who the app is, where it goes by one token and nothing works without that. */
export async function openSlack({ config, log, overrides, health, metrics, stop }: Site): Promise<Slack> {
  const { botToken: token, apiUrl } = config.slack;
  const standing = createStanding(log);
  const away = createOutage(log, 'Slack can be reached again');
  const app = createAppId();
  if (!token) return { away, app };
  health.watch('slack', () => ({ reason: away.reason ?? 'Slack is being asked who this is.' }));
  /** Other workspaces go on without the one whose token this was. */
  const orUninstalled = (error: unknown) => {
    if (config.slack.oauth && isUninstalled(refusalOf(error))) return undefined;
    throw error;
  };
  const clients = createSlackClients({
    ...{ token, apiUrl, standing, app },
    deadlineMs: overrides.slackDeadlineMs,
    watch: metrics.watch,
  });
  const me = await untilAnswered(() => askIdentity(clients.once, app).catch(orUninstalled), {
    ...{ outage: away, stop },
    explain: (error) => explainFailure(error, apiUrl, explainBotToken),
    isFinal: (error) => refusalOf(error) !== undefined,
  });
  if (!me) return { away, app };
  const missing = config.messagesTopicArn ? scopesMissing(me, 'conversations') : [];
  if (missing.length > 0)
    log.warn(
      { missing },
      'the Slack app was installed without conversations: install it again from manifest/manifest.conversations.json',
    );
  const missingForLists = scopesMissing(me, 'lists');
  if (missingForLists.length > 0)
    log.warn(
      { missing: missingForLists },
      'the Slack app was installed before it read files, so "/reach-out many" cannot be used: install it again from its manifest',
    );
  const ask = config.ask && (await nameAsk(clients.once, config.ask, log));
  const settings = { ...config.settings, ...(ask && { ask }) };
  return { away, app, own: { token, clients, standing, me, settings } };
}
