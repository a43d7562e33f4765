/** How far something long is. */
export interface Progress {
  /** What is shown of it is built only when it is shown. */
  tell(line: () => string): void;
  /** Takes away what a terminal shows of it. */
  clear(): void;
}

interface Shown {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Milliseconds between two of its lines. */
const ON_TERMINAL = 200;
const ELSEWHERE = 5_000;

/** Takes the line away that the cursor is in (ECMA-48, EL). */
const CLEAR = '\r\u001B[K';

/** A terminal has one line that changes; a pipe or a file gets another one every few seconds. */
export function createProgress(stream: Shown, now: () => number = () => performance.now()): Progress {
  const pause = stream.isTTY ? ON_TERMINAL : ELSEWHERE;
  let shownAt = now();
  let isThere = false;
  return {
    tell(line) {
      if (now() - shownAt < pause) return;
      shownAt = now();
      isThere = stream.isTTY === true;
      stream.write(isThere ? `${CLEAR}${line()}` : `${line()}\n`);
    },
    clear() {
      if (isThere) stream.write(CLEAR);
      isThere = false;
    },
  };
}
