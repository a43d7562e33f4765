import { createContext, use } from 'react';

export type NamedPerson = { id: string; name: string };
export type NamedConversation = { id: string; name: string };

/** Names for ids, and the person whose clock and language the page goes by. */
export type Directory = {
  viewer: { id: string; tz: string; locale: string; turnedMs?: number };
  people: readonly NamedPerson[];
  /** Those that the person is in. */
  conversations: readonly NamedConversation[];
  personName: (id: string) => string | undefined;
  conversationName: (id: string) => string | undefined;
  groupName: (id: string) => string | undefined;
};

export const DirectoryContext = createContext<Directory>({
  viewer: { id: '', tz: 'UTC', locale: 'en-US' },
  people: [],
  conversations: [],
  personName: () => undefined,
  conversationName: () => undefined,
  groupName: () => undefined,
});

export function useDirectory(): Directory {
  return use(DirectoryContext);
}
