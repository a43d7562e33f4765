import { describeContact as described } from '../contact/describe-contact.ts';
import { requireInstance } from '../find-resource.ts';
import type { Operation } from './operation.ts';

/** GET /contacts/{InstanceId}/{ContactId}. */
export const describeContact: Operation = ({ labels }, { seed, book }) => {
  requireInstance(seed, labels.InstanceId ?? '');
  return { Contact: described(book.require(labels.ContactId ?? ''), seed) };
};
