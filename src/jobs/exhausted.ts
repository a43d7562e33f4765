import { z } from 'zod';
import { endExhausted } from '../domain/reach-out/end-exhausted.ts';
import { defineJob } from './job.ts';

export const exhaustedJob = defineJob({
  queue: 'exhausted',
  payload: z.object({ id: z.uuid() }),
  pollSeconds: 5,
  atOnce: 8,
  handle: (ctx, { id }, from) => endExhausted({ ctx, input: { id, wasStart: from === 'start-contact' } }),
});
