import type { AppStatus } from '../page-api.ts';

/** "Reach Out is …" */
export const APP_STATES: Record<AppStatus['state'], string> = {
  starting: 'starting',
  running: 'running',
  paused: 'frozen',
  stopping: 'stopping',
  stopped: 'stopped',
  crashed: 'down: it crashed and starts again',
};
