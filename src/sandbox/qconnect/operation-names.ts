/** The operations of Amazon Q in Connect that the simulator answers. */
export const Q_OPERATION_NAMES = [
  'ListMessageTemplates',
  'GetMessageTemplate',
  'RenderMessageTemplate',
  'SearchQuickResponses',
] as const;

export type QOperationName = (typeof Q_OPERATION_NAMES)[number];
