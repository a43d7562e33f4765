import * as z from 'zod';
import { parseRequest } from '../../connect/parse-request.ts';
import { requireKnowledgeBase } from '../knowledge.ts';
import { presentEdition } from '../present-template.ts';
import { activeOf, draftOf, type Edition, QUALIFIERS, type Template, versionOf } from '../template.ts';
import type { QOperation } from './operation.ts';
import { pageOf } from './page-of.ts';
import { filterOn, matchesFilter, matchesQuery, orderOn, queryOn } from './search-expression.ts';

const FILTERED = [
  'name',
  'description',
  'channel',
  'channelSubtype',
  'language',
  'qualifier',
  'createdTime',
  'lastModifiedTime',
  'lastModifiedBy',
  'groupingConfiguration.criteria',
  'groupingConfiguration.values',
] as const;

const shape = z.strictObject({
  searchExpression: z.strictObject({
    queries: z
      .array(queryOn(['name', 'description']))
      .max(4)
      .optional(),
    filters: z.array(filterOn(FILTERED)).max(10).optional(),
    orderOnField: orderOn(FILTERED).optional(),
  }),
});

/** POST /knowledgeBases/{knowledgeBaseId}/search/messageTemplates: a result for each version, and the draft. */
export const searchMessageTemplates: QOperation = ({ labels, query, body, note }, knowledge) => {
  const id = requireKnowledgeBase(knowledge, labels.knowledgeBaseId ?? '', 'MESSAGE_TEMPLATES');
  const { searchExpression } = parseRequest(shape, body, note, 'ValidationException');
  const { queries = [], filters = [], orderOnField } = searchExpression;
  const found = [...knowledge.templates.values()]
    .filter(({ knowledgeBaseId }) => knowledgeBaseId === id)
    .flatMap(editionsOf)
    .map((edition) => ({ edition, fields: fieldsOf(edition) }))
    .filter(({ fields }) => filters.every((filter) => matchesFilter(filter, fields)))
    .filter(({ fields }) => queries.every((one) => matchesQuery(one, fields)));
  if (orderOnField) {
    const { name, order = 'ASC' } = orderOnField;
    const key = ({ fields }: (typeof found)[number]) => fields[name]?.[0] ?? '';
    found.sort((a, b) => (order === 'ASC' ? 1 : -1) * key(a).localeCompare(key(b)));
  }
  const { page, nextToken } = pageOf(found, query);
  return { results: page.map(({ edition }) => presentEdition(knowledge.seed, edition)), nextToken };
};

function editionsOf(template: Template): Edition[] {
  const versions = template.versions.map((_, index) => versionOf(template, index + 1));
  return [draftOf(template), ...versions.filter((edition) => edition !== undefined)];
}

function fieldsOf({ template, number }: Edition): Record<string, string[]> {
  const isActive = number !== undefined && activeOf(template)?.number === number;
  return {
    name: [template.name],
    description: template.description ? [template.description] : [],
    channelSubtype: [template.channelSubtype],
    language: template.language ? [template.language] : [],
    qualifier: [
      number === undefined ? QUALIFIERS.latest : String(number),
      ...(isActive ? [QUALIFIERS.active] : []),
    ],
    createdTime: [new Date(template.createdAt).toISOString()],
  };
}
