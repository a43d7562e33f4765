/** A text that agents have at hand. Source: Q in Connect API, QuickResponseSearchResultData. */
export type QuickResponse = {
  id: string;
  knowledgeBaseId: string;
  name: string;
  /** 1 to 1,024 characters; attributes stand in it as {{name}}. */
  text: string;
  format: 'plain' | 'markdown';
  isActive: boolean;
  /** 1 to 10 characters. */
  shortcutKey?: string;
  description?: string;
  /** None: it is for all. */
  channels?: readonly string[];
  language?: string;
  /** Epoch ms. */
  createdAt: number;
};
