import http from 'node:http';

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** Where EC2, ECS and EKS hand out credentials: on the machine itself, which no proxy reaches. */
const NEVER_BY_PROXY = ['169.254.169.254', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254'];

export interface WayOut {
  /** For whoever starts the app: why the proxy that is named is not used. */
  fault?: string;
  /** For what does not go by Node's own agents: the socket of Socket Mode. */
  proxies?: Proxies;
}

/** URLs, empty where there is none, and the hosts that are reached without, with commas between. */
export interface Proxies {
  httpsProxy: string;
  httpProxy: string;
  noProxy: string;
}

/** Sends all that goes to Slack and AWS by the proxy that HTTPS_PROXY names, save for the hosts in NO_PROXY. */
export function goByProxy(env: Record<string, string | undefined>): WayOut {
  const named = PROXIES.filter((name) => env[name]?.trim());
  if (named.length === 0) return {};
  if (!http.setGlobalProxyFromEnv)
    return {
      fault: `${named[0]} is not used: Node ${process.version} knows no proxies. Start Reach Out with "npm start", which brings its own Node.`,
    };
  const noProxy = [env.NO_PROXY || env.no_proxy, ...NEVER_BY_PROXY].filter(Boolean).join(',');
  const proxies = Object.fromEntries(named.map((name) => [name, env[name]?.trim()]));
  const [httpsProxy, httpProxy] = [
    proxies.https_proxy ?? proxies.HTTPS_PROXY ?? '',
    proxies.http_proxy ?? proxies.HTTP_PROXY ?? '',
  ];
  try {
    for (const proxy of Object.values(proxies)) requireHttp(proxy);
    http.setGlobalProxyFromEnv({ ...proxies, NO_PROXY: noProxy });
    return { proxies: { httpsProxy, httpProxy, noProxy } };
  } catch {
    return {
      fault: `${named[0]} is not used: it must be the URL of a proxy, like http://proxy.example.com:3128.`,
    };
  }
}

function requireHttp(proxy = ''): void {
  const { protocol } = new URL(proxy);
  if (!/^https?:$/.test(protocol)) throw new Error(`${protocol} is no protocol of a proxy`);
}
