import { isJson, type Json, jsonOf, textOf } from './json.ts';

/** A list's message, as far as its buttons go by it. */
export interface ListMessage {
  place: string;
  ts: string;
}

/** What Slack knows of lists: the files that people chose, and the messages that the app posts about them. */
export interface Lists {
  /** A file that somebody has chosen; its id. */
  upload(content: string): string;
  /** Resolves when the report of this list stands. */
  reported(listId: string): Promise<ListMessage>;
  /** The file that is fetched there, if one is. */
  fileAt(path: string): string | undefined;
  /** What a method answers beside `ok`, if it is one of files. */
  slack(method: string, body: URLSearchParams, url: string): Json | undefined;
  /** A message was posted. */
  posted(body: URLSearchParams, ts: string): void;
}

export function createLists(): Lists {
  const files = new Map<string, string>();
  const waiting = new Map<string, (message: ListMessage) => void>();
  return {
    upload(content) {
      const id = `F0BENCH${String(files.size).padStart(3, '0')}`;
      files.set(id, content);
      return id;
    },
    reported: (listId) => new Promise((resolve) => waiting.set(listId, resolve)),
    fileAt: (path) => files.get(path.split('/').at(-1) ?? ''),
    slack(method, body, url) {
      if (method !== 'files.info') return undefined;
      const id = body.get('file') ?? '';
      const size = files.get(id)?.length ?? 0;
      const url_private_download = `${url}/files/${id}`;
      return { file: { id, name: 'customers.csv', mimetype: 'text/csv', size, url_private_download } };
    },
    posted(body, ts) {
      const { event_payload: payload } = jsonOf(body.get('metadata') ?? '{}');
      const listId = isJson(payload) ? textOf(payload.list_id) : '';
      waiting.get(listId)?.({ place: body.get('channel') ?? '', ts });
      waiting.delete(listId);
    },
  };
}
