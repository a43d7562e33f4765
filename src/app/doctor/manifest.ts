import conversations from '../../../manifest/manifest.conversations.json' with { type: 'json' };
import plain from '../../../manifest/manifest.json' with { type: 'json' };
import type { ReadableConfig } from '../../config/readable-config.ts';

/** The manifest that the app of this configuration is to be installed from. */
export function manifestInForce({ slack, messagesTopicArn }: ReadableConfig) {
  const ending = slack.delivery?.mode === 'http' ? 'http.json' : 'json';
  return messagesTopicArn
    ? { file: `manifest/manifest.conversations.${ending}`, manifest: conversations }
    : { file: `manifest/manifest.${ending}`, manifest: plain };
}
