import { SearchQuickResponsesCommand } from '@aws-sdk/client-qconnect';
import * as z from 'zod';
import type { KnowledgeAnswer } from '../../domain/knowledge/answer.ts';
import { plainText } from '../../domain/quick-responses/plain-text.ts';
import type { QuickResponse, QuickResponses } from '../../domain/quick-responses/quick-response.ts';
import type { Knowledge } from './knowledge.ts';
import { createList } from './list.ts';

/** Of a call that fills the list. */
const DEADLINE_MS = 10_000;

/** Source: Amazon Q in Connect API, MaxResults. */
const LARGEST_PAGE = 100;

const content = z.object({ content: z.string().optional() }).optional();

/** What is read of the answer; what else is in it is left. Source: Amazon Q in Connect API, QuickResponseSearchResultData. */
const searchAnswer = z.object({
  results: z.array(
    z.object({
      quickResponseId: z.string(),
      name: z.string(),
      contentType: z.string(),
      contents: z.object({ plainText: content, markdown: content }),
      isActive: z.boolean(),
      shortcutKey: z.string().optional(),
      description: z.string().optional(),
      channels: z.array(z.string()).default([]),
      language: z.string().optional(),
    }),
  ),
  nextToken: z.string().optional(),
});

type Result = z.infer<typeof searchAnswer>['results'][number];

/** There is one list: all that is active. */
const ALL = 'all';

export function createQuickResponses(knowledge: Knowledge, knowledgeBaseId: string): QuickResponses {
  const lists = createList<typeof ALL, QuickResponse>(fetchAll);

  async function fetchAll(): Promise<KnowledgeAnswer<QuickResponse[]>> {
    const responses: QuickResponse[] = [];
    let nextToken: string | undefined;
    do {
      const command = new SearchQuickResponsesCommand({
        ...{ knowledgeBaseId, nextToken, maxResults: LARGEST_PAGE },
        searchExpression: { filters: [{ name: 'isActive', operator: 'EQUALS', values: ['true'] }] },
      });
      const page = await knowledge.ask(
        'quick responses',
        (client, options) => client.send(command, options),
        {
          shape: searchAnswer,
          deadlineMs: DEADLINE_MS,
        },
      );
      if (page.kind === 'unknown') return page;
      responses.push(...page.value.results.flatMap(readResponse));
      nextToken = page.value.nextToken;
    } while (nextToken);
    return { kind: 'known', value: responses };
  }

  return { list: () => lists.get(ALL), known: () => lists.known(ALL) };
}

function readResponse({
  quickResponseId: id,
  contents,
  contentType,
  isActive,
  ...one
}: Result): QuickResponse[] {
  const { plainText: plain, markdown } = contents;
  const isMarkedUp = contentType.endsWith('markdown') && markdown?.content !== undefined;
  const text = isMarkedUp
    ? plainText(markdown.content ?? '')
    : (plain?.content ?? markdown?.content ?? '').trim();
  const { name, shortcutKey, description, channels, language } = one;
  if (!isActive || text === '') return [];
  return [
    {
      ...{ id, name, channels, text: text.replaceAll('\r\n', '\n') },
      ...(shortcutKey && { shortcutKey }),
      ...(description && { description }),
      ...(language && { language }),
    },
  ];
}
