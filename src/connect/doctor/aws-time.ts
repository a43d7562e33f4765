import { ConnectClient, type ConnectClientConfig, DescribeInstanceCommand } from '@aws-sdk/client-connect';
import type { HttpHandler } from '@smithy/core/protocols';
import { orStopped } from '../../domain/kernel/or-stopped.ts';
import { createTransport } from '../transport.ts';

const MOST_BYTES = 100_000;

/** What AWS's clock says, whatever else it answers; undefined where it answers nothing. */
export async function askAwsTime(
  aws: ConnectClientConfig,
  instanceId: string,
  signal: AbortSignal,
): Promise<Date | undefined> {
  const { handler } = createTransport(MOST_BYTES);
  let date: string | undefined;
  const noting: HttpHandler = {
    ...handler,
    async handle(request, options) {
      const answer = await handler.handle(request, options);
      date = answer.response.headers.date;
      return answer;
    },
  };
  const client = new ConnectClient({ ...aws, requestHandler: noting, maxAttempts: 1 });
  try {
    const asked = client.send(new DescribeInstanceCommand({ InstanceId: instanceId }), {
      abortSignal: signal,
    });
    // The SDK heeds no signal while it waits for credentials.
    await orStopped(asked, signal);
  } catch {
    // A refusal tells the time, too.
  } finally {
    client.destroy();
  }
  return date ? new Date(date) : undefined;
}
