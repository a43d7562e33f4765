import { z } from 'zod';
import { updateThread } from '../domain/thread/update-thread.ts';
import { defineJob } from './job.ts';

export const updateThreadJob = defineJob({
  queue: 'update-thread',
  payload: z.object({ id: z.uuid(), hasSlot: z.boolean() }),
  pollSeconds: 1,
  atOnce: 32,
  handle: (ctx, input) => updateThread({ ctx, input }),
});
