import { SQSClient } from '@aws-sdk/client-sqs';
import { type ManualClock, manualClock } from '../../../src/sandbox/connect/index.ts';
import {
  type SimulatedSqs,
  type SimulatedSqsOptions,
  startSimulatedSqs,
} from '../../../src/sandbox/sqs/index.ts';

const running: (() => Promise<void>)[] = [];

/** The real client of the AWS SDK against a simulator whose clock only moves by hand. */
export async function simulatorAndClient(
  options: SimulatedSqsOptions = {},
): Promise<{ sqs: SimulatedSqs; client: SQSClient; clock: ManualClock }> {
  const clock = manualClock();
  const sqs = await startSimulatedSqs({ clock, ...options });
  const credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' };
  const client = new SQSClient({ endpoint: sqs.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  running.push(async () => {
    client.destroy();
    await sqs.stop();
  });
  return { sqs, client, clock };
}

export async function stopAll(): Promise<void> {
  for (const stop of running.splice(0)) await stop();
}

export async function errorName(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: Error) => error.name,
  );
}
