import { maskNumbers } from '../phone/mask-numbers.ts';

/** Slack's tokens, AWS's access keys, and what stands between a URL's scheme and its host. */
const SECRETS = [
  /\bxox[a-z][\w.-]+/gi,
  /\bxapp-[\w-]+/gi,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g,
  /(?<=:\/\/)[^\s/@]+(?=@)/g,
];

/** What somebody else's software said went wrong, with "…" for whatever in it nobody is to read. */
export function withoutSecrets(text: string): string {
  return maskNumbers(SECRETS.reduce((said, secret) => said.replaceAll(secret, '…'), text));
}
