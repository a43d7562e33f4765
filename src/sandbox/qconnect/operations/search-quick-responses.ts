import * as z from 'zod';
import { parseRequest } from '../../connect/parse-request.ts';
import { requireKnowledgeBase } from '../knowledge.ts';
import type { QuickResponse } from '../quick-response.ts';
import { knowledgeBaseArn, type QSeed } from '../seed.ts';
import type { QOperation } from './operation.ts';
import { pageOf } from './page-of.ts';
import { filterOn, matchesFilter, matchesQuery, orderOn, queryOn } from './search-expression.ts';

/** Source: Q in Connect API, QuickResponseFilterField and QuickResponseOrderField. */
const FILTERED = [
  'name',
  'description',
  'shortcutKey',
  'isActive',
  'channels',
  'language',
  'contentType',
  'createdTime',
  'lastModifiedTime',
  'lastModifiedBy',
  'groupingConfiguration.criteria',
  'groupingConfiguration.values',
] as const;

const shape = z.strictObject({
  searchExpression: z.strictObject({
    queries: z
      .array(queryOn(['content', 'name', 'description', 'shortcutKey']))
      .max(4)
      .optional(),
    filters: z.array(filterOn(FILTERED)).max(10).optional(),
    orderOnField: orderOn(FILTERED).optional(),
  }),
  attributes: z.record(z.string(), z.string()).optional(),
});

/** POST /knowledgeBases/{knowledgeBaseId}/search/quickResponses, those that aren't active among them. */
export const searchQuickResponses: QOperation = ({ labels, query, body, note }, knowledge) => {
  const id = requireKnowledgeBase(knowledge, labels.knowledgeBaseId ?? '', 'QUICK_RESPONSES');
  const { searchExpression, attributes = {} } = parseRequest(shape, body, note, 'ValidationException');
  const { queries = [], filters = [], orderOnField } = searchExpression;
  const found = [...knowledge.quickResponses.values()]
    .filter(({ knowledgeBaseId }) => knowledgeBaseId === id)
    .map((response) => ({ response, fields: fieldsOf(response) }))
    .filter(({ fields }) => filters.every((filter) => matchesFilter(filter, fields)))
    .filter(({ fields }) => queries.every((one) => matchesQuery(one, fields)));
  if (orderOnField) {
    const { name, order = 'ASC' } = orderOnField;
    const key = ({ fields }: (typeof found)[number]) => fields[name]?.[0] ?? '';
    found.sort((a, b) => (order === 'ASC' ? 1 : -1) * key(a).localeCompare(key(b)));
  }
  const { page, nextToken } = pageOf(found, query);
  return { results: page.map(({ response }) => present(knowledge.seed, response, attributes)), nextToken };
};

function contentTypeOf({ format }: QuickResponse): string {
  return `application/x.quickresponse;format=${format}`;
}

function fieldsOf(response: QuickResponse): Record<string, readonly string[]> {
  const { name, text, description, shortcutKey, isActive, channels = [], language, createdAt } = response;
  const created = [new Date(createdAt).toISOString()];
  return {
    name: [name],
    content: [text],
    description: description ? [description] : [],
    shortcutKey: shortcutKey ? [shortcutKey] : [],
    isActive: [String(isActive)],
    channels,
    language: language ? [language] : [],
    contentType: [contentTypeOf(response)],
    createdTime: created,
    lastModifiedTime: created,
  };
}

/** Unlike those of templates, its times are in seconds. */
function present(seed: QSeed, response: QuickResponse, attributes: Record<string, string>): object {
  const { id, knowledgeBaseId, name, format, isActive, shortcutKey, description, channels, language } =
    response;
  const { text, filled, open } = interpolated(response.text, attributes);
  const seconds = response.createdAt / 1000;
  const { region, accountId } = seed;
  return {
    quickResponseArn: `arn:aws:wisdom:${region}:${accountId}:quick-response/${knowledgeBaseId}/${id}`,
    quickResponseId: id,
    knowledgeBaseArn: knowledgeBaseArn(seed, knowledgeBaseId),
    knowledgeBaseId,
    name,
    contentType: contentTypeOf(response),
    status: 'CREATED',
    contents: { [format === 'plain' ? 'plainText' : 'markdown']: { content: text } },
    createdTime: seconds,
    lastModifiedTime: seconds,
    lastModifiedBy: `arn:aws:iam::${accountId}:user/sandbox`,
    isActive,
    description,
    shortcutKey,
    channels,
    language,
    attributesInterpolated: filled,
    attributesNotInterpolated: open,
    tags: {},
  };
}

/** An attribute is called by its own name, or behind `Attributes.`. */
function interpolated(text: string, attributes: Record<string, string>) {
  const filled = new Set<string>();
  const open = new Set<string>();
  const said = text.replace(/\{\{\s*(?:Attributes\.)?([^{}]+?)\s*\}\}/g, (gap, name: string) => {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    (value === undefined ? open : filled).add(name);
    return value ?? gap;
  });
  return { text: said, filled: [...filled], open: [...open] };
}
