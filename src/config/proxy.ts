import http from 'node:http';

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** Where EC2, ECS and EKS hand out credentials: on the machine itself, which no proxy reaches. */
const NEVER_BY_PROXY = ['169.254.169.254', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254'];

/**
 * Sends all that goes to Slack and AWS by the proxy that HTTPS_PROXY names, save for the hosts in NO_PROXY.
 * Returns a sentence where that can't be, and then nothing goes by a proxy.
 */
export function goByProxy(env: Record<string, string | undefined>): string | undefined {
  const named = PROXIES.filter((name) => env[name]?.trim());
  if (named.length === 0) return undefined;
  if (!http.setGlobalProxyFromEnv)
    return `${named[0]} is not used: Node ${process.version} knows no proxies. Start Reach Out with "npm start", which brings its own Node.`;
  const direct = [env.NO_PROXY || env.no_proxy, ...NEVER_BY_PROXY].filter(Boolean).join(',');
  const proxies = Object.fromEntries(named.map((name) => [name, env[name]?.trim()]));
  try {
    http.setGlobalProxyFromEnv({ ...proxies, NO_PROXY: direct });
    return undefined;
  } catch {
    return `${named[0]} is not used: it must be the URL of a proxy, like http://proxy.example.com:3128.`;
  }
}
