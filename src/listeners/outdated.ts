import * as z from 'zod';
import { type ReplyMetadata, readReplyMetadata } from '../views/conversation/reply-modal.ts';
import { type PrivateMetadata, readPrivateMetadata } from '../views/modal/private-metadata.ts';
import { readSettingsMetadata } from '../views/settings.ts';

/** What came back is not as this version sends it: it is from another. */
export class Outdated extends Error {}

/** The reach-out that a button is about. @throws Outdated */
export function readId(value: string | undefined): string {
  const { success, data } = z.uuid().safeParse(value);
  if (!success) throw new Outdated('the value is no id');
  return data;
}

/** The same of the form of a reply. @throws Outdated */
export function readReply({ private_metadata }: { private_metadata: string }): ReplyMetadata {
  try {
    return readReplyMetadata(private_metadata);
  } catch (cause) {
    throw new Outdated('the form does not know what it is for', { cause });
  }
}

/** The place that a form of settings is about. @throws Outdated */
export function readSettings({ private_metadata }: { private_metadata: string }): { place_id: string } {
  try {
    return readSettingsMetadata(private_metadata);
  } catch (cause) {
    throw new Outdated('the form does not know what it is for', { cause });
  }
}

/** What a modal of ours knows of itself. @throws Outdated */
export function readMetadata({ private_metadata }: { private_metadata: string }): PrivateMetadata {
  try {
    return readPrivateMetadata(private_metadata);
  } catch (cause) {
    throw new Outdated('the modal does not know what it is for', { cause });
  }
}
