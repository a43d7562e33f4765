// Ends with 0 while the app on PORT answers /health: the image has no curl.
import http from 'node:http';

const request = http.get({
  ...{ host: '127.0.0.1', port: process.env.PORT || 3000, path: '/health', timeout: 4_000 },
});
request.on('response', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1));
request.on('timeout', () => request.destroy(new Error('no answer')));
request.on('error', () => process.exit(1));
