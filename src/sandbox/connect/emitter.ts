/** Listeners of one kind of news; a listener that throws stops nobody else from hearing. */
export type Emitter<T> = {
  subscribe(listener: (news: T) => void): () => void;
  emit(news: T): void;
};

export function emitter<T>(): Emitter<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(news) {
      for (const listener of listeners) {
        try {
          listener(news);
        } catch (error) {
          process.emitWarning(error instanceof Error ? error : new Error(String(error)));
        }
      }
    },
  };
}
