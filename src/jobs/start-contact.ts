import { z } from 'zod';
import { startContact } from '../domain/reach-out/start-contact.ts';
import { defineJob } from './job.ts';

export const startContactJob = defineJob({
  queue: 'start-contact',
  payload: z.object({ id: z.uuid(), hasSlot: z.boolean() }),
  pollSeconds: 1,
  atOnce: 24,
  handle: (ctx, input) => startContact({ ctx, input }),
});
