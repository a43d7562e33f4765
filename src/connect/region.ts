import type { ConnectClient } from '@aws-sdk/client-connect';

/** Throws a sentence for whoever starts the app where no region is named, say by a profile that has none. */
export async function requireRegion(client: ConnectClient): Promise<void> {
  try {
    await client.config.region();
  } catch (error) {
    throw new Error(
      'No AWS region is named, neither by AWS_REGION nor by the AWS profile. Set AWS_REGION to the region of your Amazon Connect instance, such as us-west-2.',
      { cause: error },
    );
  }
}
