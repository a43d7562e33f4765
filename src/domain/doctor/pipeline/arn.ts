/** The last part of an ARN. */
export function nameIn(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}

/** Source: AWS, "Amazon Resource Names". */
export function partsOf(arn: string): { partition: string; region: string; account: string } {
  const [, partition = 'aws', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
}

/** For a command of AWS's, which would else go to the region of whoever types it. */
export function inRegionOf(arn: string): string {
  const { region } = partsOf(arn);
  return region ? ` --region ${region}` : '';
}
