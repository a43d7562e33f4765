import { z } from 'zod';
import { removeTwins } from '../domain/remove-twins.ts';
import { defineJob } from './job.ts';

export const removeTwinsJob = defineJob({
  queue: 'remove-twins',
  payload: z.object({ id: z.uuid() }),
  pollSeconds: 2,
  handle: (ctx, input) => removeTwins({ ctx, input }),
});
