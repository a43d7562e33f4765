import type { ReadableConfig } from '../../config/readable-config.ts';
import type { ArrivalFacts } from '../../domain/doctor/slack/judge-arrivals.ts';
import type { Database } from '../../store/database.ts';
import type { Overrides } from '../site.ts';

/** What doctor looks at: of an app that runs, or that an environment is for. */
export interface Examined {
  config: ReadableConfig;
  /** What is wrong with the environment, a sentence each; nothing where the app runs. */
  faults: readonly string[];
  /** How Slack and AWS are reached. Without a region, none was found. */
  outside: Pick<Overrides, 'connect' | 'qconnect' | 'sns' | 'sqs' | 'slackDeadlineMs'>;
  /** The app's database, whose tables may be another version's. Rejects where it can't be opened. */
  database(): Promise<Database>;
  /** What only the app that runs knows; absent where doctor looks from beside it. */
  running?: { arrivals(): ArrivalFacts };
}
