import http from 'node:http';

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** Where EC2, ECS and EKS hand out credentials: on the machine itself, which no proxy reaches. */
const NEVER_BY_PROXY = ['169.254.169.254', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254'];

/**
 * Sends all that goes to Slack and AWS by the proxy that HTTPS_PROXY names, save for the hosts in NO_PROXY.
 * Returns a sentence for whoever starts the app where that can't be, or not for all of it.
 */
export function goByProxy(
  env: Record<string, string | undefined>,
  mode: 'http' | 'socket',
): string | undefined {
  const named = PROXIES.filter((name) => env[name]?.trim());
  if (named.length === 0) return undefined;
  if (!http.setGlobalProxyFromEnv)
    return `${named[0]} is not used: Node ${process.version} knows no proxies. Start Reach Out with "npm start", which brings its own Node.`;
  const direct = [env.NO_PROXY || env.no_proxy, ...NEVER_BY_PROXY].filter(Boolean).join(',');
  const proxies = Object.fromEntries(named.map((name) => [name, env[name]?.trim()]));
  try {
    http.setGlobalProxyFromEnv({ ...proxies, NO_PROXY: direct });
    return mode === 'socket'
      ? `${named[0]} is used for all but the connection of Socket Mode, which goes to Slack directly. Where it can't, let Slack come by HTTP: set SLACK_SIGNING_SECRET in place of SLACK_APP_TOKEN.`
      : undefined;
  } catch {
    return `${named[0]} is not used: it must be the URL of a proxy, like http://proxy.example.com:3128.`;
  }
}
