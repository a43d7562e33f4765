import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { requireInstance } from '../find-resource.ts';
import { parseRequest } from '../parse-request.ts';
import {
  attributeBytes,
  attributes,
  contactId,
  instanceId,
  MAX_ATTRIBUTE_BYTES,
  text,
} from '../shapes/common.ts';
import type { Operation } from './operation.ts';

const updateShape = z.strictObject({
  InitialContactId: contactId,
  InstanceId: instanceId,
  Attributes: attributes,
});

/** POST /contact/attributes. The limit of 32,768 bytes holds for all the contact's attributes together. */
export const updateContactAttributes: Operation = ({ body, note }, { seed, book, update }) => {
  const input = parseRequest(updateShape, body, note, 'InvalidParameterException');
  requireInstance(seed, input.InstanceId);
  const contact = book.require(input.InitialContactId);
  const merged = { ...contact.attributes, ...input.Attributes };
  if (attributeBytes(merged) > MAX_ATTRIBUTE_BYTES) {
    throw new AwsError('InvalidParameterException', `Attributes exceed ${MAX_ATTRIBUTE_BYTES} bytes`);
  }
  update(contact.id, { attributes: merged });
  return {};
};

/** GET /contact/attributes/{InstanceId}/{InitialContactId}. */
export const getContactAttributes: Operation = ({ labels }, { seed, book }) => {
  requireInstance(seed, labels.InstanceId ?? '');
  return { Attributes: book.require(labels.InitialContactId ?? '').attributes };
};

const tagShape = z.strictObject({
  ContactId: contactId,
  InstanceId: instanceId,
  Tags: z
    .record(text(1, 128).regex(/^(?!aws:)[a-zA-Z+\-=._:/]+$/), text(0, 256))
    .refine((tags) => Object.keys(tags).length >= 1 && Object.keys(tags).length <= 6, {
      error: '1 to 6 tags',
    }),
});

/** POST /contact/tags. Emits CONTACT_DATA_UPDATED. */
export const tagContact: Operation = ({ body, note }, { seed, book, update }) => {
  const input = parseRequest(tagShape, body, note, 'InvalidParameterException');
  requireInstance(seed, input.InstanceId);
  const contact = book.require(input.ContactId);
  update(contact.id, { tags: { ...contact.tags, ...input.Tags } }, 'CONTACT_DATA_UPDATED');
  return {};
};
