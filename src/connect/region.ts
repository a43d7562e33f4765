import { ConnectClient } from '@aws-sdk/client-connect';

const STEP = 'set it to the region of your Amazon Connect instance, such as us-west-2';

/**
 * The region of AWS: what its SDK finds in AWS_REGION or the profile, or else AWS_DEFAULT_REGION, which
 * AWS's other tools read. Where there is none, a sentence for whoever starts the app.
 */
export async function findRegion(
  env: Record<string, string | undefined>,
): Promise<{ region: string } | { fault: string }> {
  try {
    return { region: await ask(env.AWS_REGION?.trim() || undefined) };
  } catch (error) {
    if (isNamed(error)) return { fault: `AWS_REGION, or the AWS profile, names no AWS region: ${STEP}` };
  }
  const region = env.AWS_DEFAULT_REGION?.trim();
  if (region)
    return ask(region).then(
      () => ({ region }),
      () => ({ fault: `AWS_DEFAULT_REGION names no AWS region: ${STEP}` }),
    );
  const profile = env.AWS_PROFILE?.trim();
  const besides = profile ? `, and the AWS profile ${profile} names no region` : '';
  return { fault: `AWS_REGION is missing${besides}: ${STEP}` };
}

async function ask(region?: string): Promise<string> {
  const client = new ConnectClient(region ? { region } : {});
  return client.config.region().finally(() => client.destroy());
}

/** The SDK names a region that it does not take, and says of none that it is missing. */
function isNamed(error: unknown): boolean {
  return /region="[^"]/.test((error as Error).message);
}
