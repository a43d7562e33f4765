/** What Amazon Connect calls things, as far as it is known just now. */
export interface Names {
  queue(id: string): string | undefined;
  flow(id: string): string | undefined;
  /** The page of a contact in Amazon Connect. */
  contactUrl(contactId: string): string | undefined;
}
