/** Why a knowledge base has not answered: no such thing, no right to it, too much asked, or nothing came in time. */
export type KnowledgeTrouble = 'gone' | 'denied' | 'busy' | 'away';

export type KnowledgeAnswer<T> = { kind: 'known'; value: T } | { kind: 'unknown'; trouble: KnowledgeTrouble };
