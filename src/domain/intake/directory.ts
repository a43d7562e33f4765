import type { DirectoryList } from './fields/field.ts';

export interface Entry {
  id: string;
  name: string;
}

/**
 * What the instance holds, by name. Lists share a quota of 2 calls a second, so they are fetched anew after
 * five minutes; what is known is shown meanwhile.
 */
export interface Directory {
  /** Whether the list can be searched. Where it could not be fetched, its field is typed by hand. */
  isListable(list: DirectoryList): boolean;
  nameOf(list: DirectoryList, id: string): string | undefined;
  /** Entries whose name holds the query. A first fetch is waited for 2.5 s, then what has arrived is searched. */
  search(list: DirectoryList, query: string): Promise<Entry[]>;
  /** The page of a contact on the instance's own address; undefined until that is known. */
  contactUrl(contactId: string): string | undefined;
  /** Fetches in the background what is not known or old. */
  refresh(): Promise<void>;
}
