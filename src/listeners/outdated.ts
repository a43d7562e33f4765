import * as z from 'zod';

/** What came back is not as this version sends it: it is from another. */
export class Outdated extends Error {}

/** The reach-out that a button is about. @throws Outdated */
export function readId(value: string | undefined): string {
  const { success, data } = z.uuid().safeParse(value);
  if (!success) throw new Outdated('the value is no id');
  return data;
}

/** What a view of ours knows of itself, in the shape that its kind has. @throws Outdated */
export function readMetadata<Metadata>(
  { private_metadata }: { private_metadata: string },
  shape: z.ZodType<Metadata>,
): Metadata {
  try {
    return shape.parse(JSON.parse(private_metadata));
  } catch (cause) {
    throw new Outdated('the view does not know what it is for', { cause });
  }
}
