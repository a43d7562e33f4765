import conversationsHttp from '../../../../manifest/manifest.conversations.http.json' with { type: 'json' };
import conversations from '../../../../manifest/manifest.conversations.json' with { type: 'json' };
import plainHttp from '../../../../manifest/manifest.http.json' with { type: 'json' };
import plain from '../../../../manifest/manifest.json' with { type: 'json' };

export interface SlackApp {
  /** The path of its manifest. */
  file: string;
  scopes: readonly string[];
  /** Opens Slack's form for a new app with the manifest in it. */
  url: string;
}

/**
 * The app that is to be created in Slack; `host` is where Slack sends to, without it all goes by Socket Mode.
 * Source: Slack, Configuring apps with app manifests, "Sharing manifests".
 */
export function slackApp({ hasConversations, host }: { hasConversations: boolean; host?: string }): SlackApp {
  const [socket, http] = hasConversations ? [conversations, conversationsHttp] : [plain, plainHttp];
  const manifest = host ? http : socket;
  const text = JSON.stringify(manifest).replaceAll('YOUR-HOST', host ?? '');
  const name = hasConversations ? 'manifest.conversations' : 'manifest';
  return {
    file: `manifest/${name}.${host ? 'http.json' : 'json'}`,
    scopes: manifest.oauth_config.scopes.bot,
    url: `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(text)}`,
  };
}
