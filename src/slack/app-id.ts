/** The app's own id, by whichever way Slack tells it first. */
export interface AppId {
  /** Unknown as long as Slack has not told it. */
  readonly known: string | undefined;
  learn(id: unknown): void;
}

export function createAppId(): AppId {
  let known: string | undefined;
  return {
    get known() {
      return known;
    },
    learn(id) {
      if (typeof id === 'string' && id) known ??= id;
    },
  };
}
