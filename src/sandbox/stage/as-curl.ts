import { type RequestLogEntry, SANDBOX_CREDENTIALS } from '../connect/index.ts';
import { encodeDelivery, type LogEntry, signatureHeaders } from '../slack/index.ts';
import type { Stage } from './stage.ts';

/** A command that sends a request of the app to Slack, or a delivery of Slack to the app, once more. */
export function slackCurl(stage: Stage, entry: LogEntry): string {
  if (entry.delivery) return deliveryCurl(stage, entry.delivery);
  if (entry.name === 'response_url') {
    return '# Sent to the response_url of the payload that it answers: see there.';
  }
  if (entry.name === 'file_download' || entry.name === 'file_upload') {
    return '# Sent to the URL that the call before it was answered with: see there.';
  }
  const { slack } = stage;
  const token = entry.name.startsWith('apps.') ? slack.appToken : slack.botToken;
  const fields = Object.entries(entry.body && typeof entry.body === 'object' ? entry.body : {});
  return curl([
    quote(`${slack.apiUrl}${entry.name}`),
    `-H ${quote(`Authorization: Bearer ${token}`)}`,
    ...fields.map(([name, value]) => `--data-urlencode ${quote(`${name}=${textOf(value)}`)}`),
    // Without any field curl would send a GET.
    ...(fields.length === 0 ? ['-X POST'] : []),
  ]);
}

function deliveryCurl({ slack, appUrl }: Stage, delivery: NonNullable<LogEntry['delivery']>): string {
  if (!appUrl) return "# Sent over the app's own socket (Socket Mode), where curl cannot go.";
  const { body, contentType } = encodeDelivery(delivery);
  const headers = {
    'Content-Type': contentType,
    ...signatureHeaders(slack.signingSecret, body, Date.now()),
  };
  return [
    '# The signature is good for five minutes.',
    curl([
      quote(`${appUrl}/slack/events`),
      ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
      `--data-raw ${quote(body)}`,
    ]),
  ].join('\n');
}

/** Signed by curl itself; the participant service takes a token instead. */
export function awsCurl(
  { connect, qconnect }: Stage,
  from: 'connect' | 'qconnect',
  { method, target, requestBody, bearer }: RequestLogEntry,
): string {
  const { accessKeyId, secretAccessKey } = SANDBOX_CREDENTIALS;
  const [url, service] = from === 'connect' ? [connect.url, 'connect'] : [qconnect.url, 'wisdom'];
  const signature = [
    `--aws-sigv4 ${quote(`aws:amz:${connect.seed.region}:${service}`)}`,
    `--user ${quote(`${accessKeyId}:${secretAccessKey}`)}`,
  ];
  return curl([
    `-X ${method} ${quote(`${url}${target}`)}`,
    ...(bearer ? [`-H ${quote(`X-Amz-Bearer: ${bearer}`)}`] : signature),
    ...(requestBody ? [`-H 'Content-Type: application/json'`, `--data-raw ${quote(requestBody)}`] : []),
  ]);
}

const curl = (parts: string[]) => ['curl -sS', ...parts].join(' \\\n  ');
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
