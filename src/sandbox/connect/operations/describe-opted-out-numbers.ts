import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { DEFAULT_OPT_OUT_LIST, destinationOf } from '../opt-outs.ts';
import { parseRequest } from '../parse-request.ts';
import type { Operation } from './operation.ts';

/** As in AWS End User Messaging SMS and Voice v2's API reference. */
const INPUT = z.strictObject({
  OptOutListName: z
    .string()
    .max(256)
    .regex(/^[A-Za-z0-9_:/-]+$/),
  OptedOutNumbers: z
    .array(
      z
        .string()
        .max(20)
        .regex(/^\+?[1-9][0-9]{1,18}$/),
    )
    .max(5)
    .optional(),
  Filters: z
    .array(z.object({ Name: z.enum(['end-user-opted-out']), Values: z.array(z.string()) }))
    .optional(),
  NextToken: z.string().max(1024).optional(),
  MaxResults: z.int().min(1).max(100).optional(),
});

const SUBTYPE = 'connect:SMS';

/** X-Amz-Target: PinpointSMSVoiceV2.DescribeOptedOutNumbers. A number that is not on the list is not found. */
export const describeOptedOutNumbers: Operation = ({ body, note }, { seed, optedOut }) => {
  const input = parseRequest(INPUT, body, note, 'ValidationException');
  const arn = `arn:aws:sms-voice:${seed.region}:${seed.accountId}:opt-out-list/${DEFAULT_OPT_OUT_LIST}`;
  if (input.OptOutListName !== DEFAULT_OPT_OUT_LIST && input.OptOutListName !== arn)
    throw notFound('opt-out-list', input.OptOutListName);
  const listed = [...optedOut].flatMap(([destination, at]) => {
    const [subtype, number = ''] = destination.split(' ');
    return subtype === SUBTYPE
      ? [{ OptedOutNumber: number, OptedOutTimestamp: at / 1000, EndUserOptedOut: true }]
      : [];
  });
  const asked = input.OptedOutNumbers?.map((number) => `+${number.replace('+', '')}`);
  const missing = asked?.find((number) => !optedOut.has(destinationOf(SUBTYPE, number)));
  if (missing) throw notFound('opted-out-number', missing);
  return {
    OptOutListArn: arn,
    OptOutListName: DEFAULT_OPT_OUT_LIST,
    OptedOutNumbers: asked ? listed.filter(({ OptedOutNumber: one }) => asked.includes(one)) : listed,
  };
};

function notFound(type: string, id: string): AwsError {
  const members = { ResourceType: type, ResourceId: id };
  return new AwsError('ResourceNotFoundException', `Resource not found: ${type}`, members);
}
