import type { SeveralWorkspaces, SimulatedSlack } from '../../src/sandbox/slack/index.ts';
import type { World } from './world.ts';

/** What the app must be told to be installed by OAuth; a fixed key opens what another start has sealed. */
export function oauthEnvironment(several: SeveralWorkspaces): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: '',
    SLACK_API_URL: several.apiUrl,
    SLACK_CLIENT_ID: several.clientId,
    SLACK_CLIENT_SECRET: several.clientSecret,
    SLACK_STATE_SECRET: 'a secret for states',
    REACH_OUT_ALLOWED_WORKSPACES: 'T0REACHOUT, T9REACHOUT, E0REACHOUT',
    REACH_OUT_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  };
}

/** A browser on the way to an installation. */
export interface Browser {
  /** Where Slack is asked to let it be installed. */
  authorizeUrl: string;
  cookie: string;
}

export async function begin(world: World): Promise<Browser> {
  const page = await fetch(`${baseOf(world)}/slack/install`);
  const [, href = ''] = /<a href="([^"]+)"/.exec(await page.text()) ?? [];
  const [cookie = ''] = page.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  return { authorizeUrl: href.replaceAll('&amp;', '&'), cookie };
}

/** Comes back from Slack. */
export function comeBack(url: string, cookie: string): Promise<Response> {
  return fetch(url, { headers: { cookie } });
}

/** By a person who allows it in a workspace. */
export async function installIn(
  world: World,
  several: SeveralWorkspaces,
  where: SimulatedSlack,
  by: string,
): Promise<string> {
  several.redirectTo(`${baseOf(world)}/slack/oauth_redirect`);
  const { authorizeUrl, cookie } = await begin(world);
  const page = await comeBack(several.allow(authorizeUrl, where, by), cookie);
  if (page.status !== 200) throw new Error(`not installed: ${page.status} ${await page.text()}`);
  return page.text();
}

export function baseOf({ app }: World): string {
  return `http://127.0.0.1:${app.port}`;
}
