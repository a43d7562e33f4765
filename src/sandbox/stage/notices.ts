import type { Notice } from '../page-api.ts';
import { KEPT_NOTICES } from '../page-state.ts';

/** What Slack told people, kept so that a reload of the page loses none. */
export class Notices {
  #list: Notice[] = [];
  #lastId = 0;

  add(fields: Omit<Notice, 'id' | 'at'>): Notice {
    this.#lastId += 1;
    const notice = { id: this.#lastId, at: Date.now(), ...fields };
    this.#list = [...this.#list, notice].slice(-KEPT_NOTICES);
    return notice;
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }

  list(): Notice[] {
    return this.#list;
  }
}
