import { z } from 'zod';
import { tidyUp } from '../domain/thread/tidy-up.ts';
import { defineJob } from './job.ts';

export const tidyUpJob = defineJob({
  queue: 'tidy-up',
  payload: z.object({ id: z.uuid(), editAgain: z.boolean() }),
  pollSeconds: 2,
  atOnce: 8,
  handle: (ctx, input) => tidyUp({ ctx, input }),
});
