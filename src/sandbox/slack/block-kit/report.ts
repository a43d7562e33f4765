export type Surface = 'message' | 'modal' | 'home';

/** What is wrong with a payload, in Slack's words, each with the place as a JSON pointer. */
export class Report {
  readonly surface: Surface;
  readonly faults: string[] = [];
  /** Characters of all block text so far. */
  textLength = 0;
  readonly #path: (string | number)[];

  constructor(surface: Surface, root: readonly (string | number)[]) {
    this.surface = surface;
    this.#path = [...root];
  }

  /** Note a fault here, or at a place below. */
  fault(message: string, ...below: (string | number)[]): void {
    const pointer = [...this.#path, ...below].map((part) => `/${part}`).join('');
    this.faults.push(`${message} [json-pointer:${pointer}]`);
  }

  /** Look at a place below. */
  at(key: string | number, look: () => void): void {
    this.#path.push(key);
    look();
    this.#path.pop();
  }
}
