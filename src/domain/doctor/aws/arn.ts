/** What an ARN says besides its resource. Source: IAM User Guide, "Amazon Resource Names". */
export interface Arn {
  service: string;
  region: string;
  account: string;
  /** What follows the last slash. */
  id: string;
}

/** Nothing of what is no ARN, such as an id. */
export function readArn(text: string): Arn | undefined {
  const parts = /^arn:[^:]+:([^:]+):([^:]*):([^:]*):(?:.*\/)?([^/]+)$/.exec(text);
  if (!parts) return undefined;
  const [, service = '', region = '', account = '', id = ''] = parts;
  return { service, region, account, id };
}

/** The id alone, of an id or an ARN. */
export function idOf(idOrArn: string): string {
  return readArn(idOrArn)?.id ?? idOrArn;
}
