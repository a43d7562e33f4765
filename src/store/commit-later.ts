/**
 * To select from in a statement that is not waited for until it is on the disk. Nothing may be done outside
 * on its strength before a statement that is: a crash loses the latest commits, never one in the middle.
 * ("Asynchronous Commit" in PostgreSQL's manual.)
 */
export function commitLater(condition: string): string {
  return `set_config('synchronous_commit',
    case when ${condition} then 'off' else current_setting('synchronous_commit') end, true)`;
}
