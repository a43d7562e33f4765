import type { FindOutcome, PostOutcome } from '../thread/poster.ts';
import type { Shared, Uploaded } from './files.ts';
import type { List, ListPart, Progress } from './list.ts';
import type { RowResult } from './lists.ts';
import type { Row } from './row.ts';

/** What a list's message shows beside the list itself. */
export interface Shown {
  progress?: Progress;
  /** Rows that go, as their recipients would read them. */
  examples: Row[];
}

export interface ResultOptions {
  /** In full. */
  showsNumbers: boolean;
  /** What the list's template is called. */
  template?: string | undefined;
}

/** The messages of a list in Slack, and its form. Its calls never throw and answer within 14 s. */
export interface ListPoster {
  post(list: List, part: ListPart, shown: Shown): Promise<PostOutcome>;
  /** Brings a message that stands up to date. */
  edit(list: List, part: ListPart, shown: Shown): Promise<PostOutcome>;
  find(list: List, part: ListPart): Promise<FindOutcome>;
  remove(list: List, part: ListPart, ts: string): Promise<PostOutcome>;
  /** What became of each row, as a file that stands nowhere yet. */
  upload(results: AsyncIterable<RowResult[]>, options: ResultOptions): Promise<Uploaded>;
  /** Puts that file below the list's message. */
  share(list: List, fileId: string): Promise<Shared>;
  /** Puts what came of its file into the form; where that is closed, whoever asked is told of what is wrong. */
  tell(list: List): Promise<void>;
}
