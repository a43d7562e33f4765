import type { Action, ActionName } from './action.ts';
import { changeMessageVisibilityBatch, deleteMessageBatch, sendMessageBatch } from './batch-actions.ts';
import { changeMessageVisibility, deleteMessage, sendMessage } from './message-actions.ts';
import { createQueue, getQueueAttributes, getQueueUrl } from './queue-actions.ts';
import { receiveMessage } from './receive-message.ts';

export const ACTIONS: Readonly<Record<ActionName, Action>> = {
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  ReceiveMessage: receiveMessage,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  CreateQueue: createQueue,
};
