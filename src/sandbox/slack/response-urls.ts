import { randomBytes } from 'node:crypto';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const RESPONSE_URL_USES = 5;
const RESPONSE_URL_LIFETIME_MS = 30 * 60_000;

/** Where an answer by response_url goes, and which message it may replace. */
export type ResponseTarget = { user: string; conversation: string; messageTs?: string; threadTs?: string };

export type ResponseUrl = { target: ResponseTarget; issuedAt: number; uses: number };

/** Under load the oldest are forgotten early, so that memory stays bounded. */
const MOST_REMEMBERED = 20_000;

/** The response_urls that were given out: five uses each, within half an hour. */
export class ResponseUrls {
  readonly #now: () => number;
  readonly #urls = new Map<string, ResponseUrl>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(target: ResponseTarget): string {
    this.#forgetOld();
    const token = randomBytes(16).toString('hex');
    this.#urls.set(token, { target, issuedAt: this.#now(), uses: 0 });
    return token;
  }

  /** The target, with one use spent; or the code of Slack's refusal. */
  use(token: string): ResponseTarget | 'expired_url' | 'used_url' | 'no_such_url' {
    const url = this.#urls.get(token);
    if (!url) return 'no_such_url';
    if (this.#now() - url.issuedAt >= RESPONSE_URL_LIFETIME_MS) return 'expired_url';
    if (url.uses >= RESPONSE_URL_USES) return 'used_url';
    url.uses += 1;
    return url.target;
  }

  #forgetOld(): void {
    for (const [token, url] of this.#urls) {
      if (this.#urls.size < MOST_REMEMBERED && this.#now() - url.issuedAt < 2 * RESPONSE_URL_LIFETIME_MS)
        return;
      this.#urls.delete(token);
    }
  }
}
