import * as z from 'zod';

/** Lengths count UTF-16 units, the strictest reading of the model's length constraints. */
export const text = (min: number, max: number) => z.string().min(min).max(max);

export const instanceId = text(1, 100);
export const contactId = text(1, 256);
export const contactFlowId = text(0, 500);
export const clientToken = text(0, 500);
export const phoneNumber = z.string().regex(/^\+[1-9]\d{1,14}$/);

/** All keys and values of one contact together, in UTF-8 bytes. */
export const MAX_ATTRIBUTE_BYTES = 32_768;

const attributeKey = text(1, 32_767).regex(/^[A-Za-z0-9_-]+$/);

export const attributes = z
  .record(attributeKey, text(0, 32_767))
  .refine((map) => attributeBytes(map) <= MAX_ATTRIBUTE_BYTES, {
    error: `Attributes exceed ${MAX_ATTRIBUTE_BYTES} bytes`,
  });

export function attributeBytes(map: Readonly<Record<string, string>>): number {
  return Object.entries(map).reduce((sum, [k, v]) => sum + Buffer.byteLength(k) + Buffer.byteLength(v), 0);
}

export type SegmentAttributeValue = {
  ValueString?: string | undefined;
  ValueArn?: string | undefined;
  ValueInteger?: number | undefined;
  ValueMap?: Record<string, SegmentAttributeValue> | undefined;
  ValueList?: SegmentAttributeValue[] | undefined;
};

const segmentAttributeKey = text(1, 128);

export const segmentAttributeValue: z.ZodType<SegmentAttributeValue> = z.lazy(() =>
  z.strictObject({
    ValueString: text(0, 1024).optional(),
    ValueArn: text(0, 1024).optional(),
    ValueInteger: z.int32().optional(),
    ValueMap: z.record(segmentAttributeKey, segmentAttributeValue).optional(),
    ValueList: z.array(segmentAttributeValue).optional(),
  }),
);
