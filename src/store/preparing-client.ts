import pg from 'pg';

/** Far more than the app has; whatever comes after them is parsed at each execution. */
const MOST_STATEMENTS = 300;

/** Of these classes are errors after which a prepared statement is no longer good, or never was. */
const STALE = /^(0A|26|42)/;

/** The server takes no changes. */
const READ_ONLY = '25006';

/**
 * A connection that has each statement parsed and planned once, instead of at each execution: that was a
 * good third of what a reach-out costs. Text without a list of parameters may be many statements and
 * goes as it is.
 */
export class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>();
  #named = 0;

  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...rest: unknown[]) => Promise<pg.QueryResult>;
    this.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
      if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0)
        return query(text, values, ...rest);
      const sent = query({ text, values, name: this.#nameOf(text) });
      sent.catch((error) => {
        if (STALE.test(error.code)) this.#names.delete(text);
        // By now another server may be the primary, or this one take changes from whoever connects anew.
        if (error.code === READ_ONLY) void this.end();
      });
      return sent;
    }) as typeof this.query;
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known || this.#names.size >= MOST_STATEMENTS) return known;
    const name = `reach_out_${this.#named++}`;
    this.#names.set(text, name);
    return name;
  }
}
