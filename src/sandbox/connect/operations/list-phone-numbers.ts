import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { requireInstance } from '../find-resource.ts';
import { parseRequest } from '../parse-request.ts';
import { instanceArn, phoneNumberArn, sourceNumberArn } from '../seed.ts';
import { instanceId, text } from '../shapes/common.ts';
import type { Operation } from './operation.ts';
import { paginate } from './paginate.ts';

const NUMBER_TYPES = [
  'TOLL_FREE',
  'DID',
  'UIFN',
  'SHARED',
  'THIRD_PARTY_TF',
  'THIRD_PARTY_DID',
  'SHORT_CODE',
] as const;

const shape = z.strictObject({
  TargetArn: z.string().optional(),
  InstanceId: instanceId.optional(),
  MaxResults: z.int().min(1).max(1000).optional(),
  NextToken: text(1, 100_000).optional(),
  PhoneNumberCountryCodes: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(10)
    .optional(),
  PhoneNumberTypes: z.array(z.enum(NUMBER_TYPES)).max(6).optional(),
  PhoneNumberPrefix: z
    .string()
    .regex(/^\+?[0-9]{1,11}$/)
    .optional(),
});

/** POST /phone-number/list. The answer has no capability field, as in AWS. */
export const listPhoneNumbersV2: Operation = ({ body, note }, { seed }) => {
  const input = parseRequest(shape, body, note, 'InvalidParameterException');
  if (input.TargetArn !== undefined && input.InstanceId !== undefined) {
    throw new AwsError('InvalidParameterException', 'Specify TargetArn or InstanceId, not both');
  }
  const instance = input.TargetArn ?? input.InstanceId;
  if (instance !== undefined) requireInstance(seed, instance);
  const numbers = seed.phoneNumbers.filter(
    ({ number, countryCode, type, instanceId }) =>
      (instance === undefined || instanceId === undefined) &&
      (input.PhoneNumberCountryCodes?.includes(countryCode) ?? true) &&
      (input.PhoneNumberTypes?.includes(type) ?? true) &&
      number.startsWith(input.PhoneNumberPrefix ?? ''),
  );
  const { page, next } = paginate(numbers, {
    ...(input.MaxResults === undefined ? {} : { maxResults: input.MaxResults }),
    ...(input.NextToken === undefined ? {} : { nextToken: input.NextToken }),
  });
  const ListPhoneNumbersSummaryList = page.map((number) => ({
    PhoneNumberId: number.id,
    PhoneNumberArn: phoneNumberArn(seed, number.id),
    PhoneNumber: number.number,
    PhoneNumberCountryCode: number.countryCode,
    PhoneNumberType: number.type,
    PhoneNumberDescription: number.description,
    TargetArn: instanceArn(seed, number.instanceId),
    InstanceId: number.instanceId ?? seed.instance.id,
    SourcePhoneNumberArn: sourceNumberArn(seed, number),
  }));
  return { ListPhoneNumbersSummaryList, ...next };
};
