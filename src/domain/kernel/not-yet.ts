/** What came in can't be taken in yet: it is to come again in so many seconds. */
export class NotYet extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super('not yet');
    this.seconds = seconds;
  }
}
