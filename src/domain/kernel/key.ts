/** A key of 32 bytes that secrets in the database are sealed with, and the name by which it is known. */
export interface Key {
  id: string;
  key: Uint8Array;
}
