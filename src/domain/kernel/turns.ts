/** One after the other, in this process, what would come to nothing side by side. */
export interface Turns {
  /** Goes when all that was given before under the same name is done. */
  take<T>(name: string, act: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(name, act) {
      const turn = (last.get(name) ?? Promise.resolve()).then(act);
      const done = turn
        .catch(() => {})
        .then(() => {
          if (last.get(name) === done) last.delete(name);
        });
      last.set(name, done);
      return turn;
    },
  };
}
