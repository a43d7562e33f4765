/** Source: Amazon Connect API, resources: the id is a UUID, with which an ARN of the instance ends. */
const ID_OR_ARN =
  /^(arn:aws[\w-]*:connect:[\w-]+:\d{12}:instance\/.+\/)?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Of a flow or a queue: what can be taken without looking it up. */
export function isIdOrArn(text: string): boolean {
  return ID_OR_ARN.test(text);
}

export function checkIdOrArn(text: string): string | undefined {
  return isIdOrArn(text) ? undefined : 'It looks like 00000000-0000-0000-0000-000000000000.';
}
