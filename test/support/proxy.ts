import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';

/** A proxy to the servers behind these names, by tunnel and by whole addresses. */
export async function startProxy(servers: Record<string, string>) {
  const hosts = new Set<string>();
  const portOf = (host: string) => {
    hosts.add(host);
    return Number(new URL(servers[host] ?? 'http://127.0.0.1:9').port);
  };
  const proxy = http.createServer((request, response) => {
    const { hostname, pathname, search } = new URL(request.url ?? '');
    const { method, headers } = request;
    const onward = http.request(
      { host: '127.0.0.1', port: portOf(hostname), method, headers, path: `${pathname}${search}` },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  proxy.on('connect', ({ url = '' }, socket) => {
    const onward = net.connect(portOf(new URL(`http://${url}`).hostname), '127.0.0.1');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.pipe(socket).pipe(onward);
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    hosts: () => hosts,
    async stop() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
