import type { Stage } from '../stage/stage.ts';

/** Something that is often wrong where Reach Out is set up. */
export type Mistake = {
  id: string;
  area: 'Slack' | 'Amazon Connect' | 'Pipeline' | 'App';
  /** What is wrong, in a sentence. */
  title: string;
  make: (stage: Stage) => void;
  mend: (stage: Stage) => void;
  /** Whether it is so now, whoever did it. */
  isMade: (stage: Stage) => boolean;
};
