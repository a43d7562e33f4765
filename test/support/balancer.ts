import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in front of several servers on this machine, and asks each in its turn. */
export async function startBalancer(ports: number[]) {
  let asked = 0;
  const balancer = http.createServer((request, response) => {
    const { method, headers, url: path } = request;
    const port = ports[asked % ports.length];
    asked += 1;
    const onward = http.request({ host: '127.0.0.1', port, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  balancer.listen(0, '127.0.0.1');
  await once(balancer, 'listening');
  return {
    url: `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`,
    stop() {
      balancer.closeAllConnections();
      balancer.close();
    },
  };
}
