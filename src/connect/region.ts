import type { ConnectClient } from '@aws-sdk/client-connect';

/** Throws a sentence for whoever starts the app where no region is named, say by a profile that has none. */
export async function requireRegion(client: ConnectClient): Promise<void> {
  try {
    await client.config.region();
  } catch (error) {
    const isNamed = /region="[^"]/.test((error as Error).message);
    const found = isNamed
      ? 'What AWS_REGION or the AWS profile names is no AWS region.'
      : 'No AWS region is named, neither by AWS_REGION nor by the AWS profile.';
    throw new Error(
      `${found} Set AWS_REGION to the region of your Amazon Connect instance, such as us-west-2.`,
      { cause: error },
    );
  }
}
