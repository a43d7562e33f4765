import conversationsHttp from '../../../manifest/manifest.conversations.http.json' with { type: 'json' };
import conversations from '../../../manifest/manifest.conversations.json' with { type: 'json' };
import http from '../../../manifest/manifest.http.json' with { type: 'json' };
import socket from '../../../manifest/manifest.json' with { type: 'json' };
import type { ReadableConfig } from '../../config/readable-config.ts';

/** The manifest that the app of this configuration is to be installed from. */
export function manifestInForce({ slack, messagesTopicArn }: ReadableConfig) {
  const isHttp = slack.delivery?.mode === 'http';
  const [name, manifest] = messagesTopicArn
    ? (['manifest.conversations', isHttp ? conversationsHttp : conversations] as const)
    : (['manifest', isHttp ? http : socket] as const);
  return {
    file: `manifest/${name}${isHttp ? '.http' : ''}.json`,
    manifest,
    scopes: manifest.oauth_config.scopes.bot,
  };
}
