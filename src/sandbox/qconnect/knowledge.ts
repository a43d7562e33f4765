import { AwsError } from '../connect/aws-error.ts';
import type { QuickResponse } from './quick-response.ts';
import type { KnowledgeBaseSeed, QSeed } from './seed.ts';
import { activeOf, draftOf, type Edition, QUALIFIERS, type Template, versionOf } from './template.ts';

/** What the knowledge bases hold at present. */
export type Knowledge = {
  readonly seed: QSeed;
  /** In the order in which they were made. */
  templates: Map<string, Template>;
  quickResponses: Map<string, QuickResponse>;
};

export function createKnowledge(seed: QSeed): Knowledge {
  return {
    seed,
    templates: new Map(seed.templates.map((template) => [template.id, template])),
    quickResponses: new Map(seed.quickResponses.map((response) => [response.id, response])),
  };
}

const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';
const KNOWLEDGE_BASE_ID = new RegExp(`^${UUID}$`);
const TEMPLATE_ID = new RegExp(`^(${UUID})(?::([A-Z0-9_$]+))?$`);

/** Of a URL, which cannot have an ARN in it. Throws ValidationException or ResourceNotFoundException. */
export function requireKnowledgeBase(
  { seed }: Knowledge,
  id: string,
  type: KnowledgeBaseSeed['type'],
): string {
  if (!KNOWLEDGE_BASE_ID.test(id)) throw invalid('knowledgeBaseId', KNOWLEDGE_BASE_ID);
  const found = seed.knowledgeBases.find((one) => one.id === id);
  if (!found) throw notFound(`KnowledgeBase ${id}`);
  if (found.type !== type)
    throw new AwsError('ValidationException', `The knowledge base is not of type ${type}.`);
  return id;
}

/** By `id` or `id:qualifier`; the draft without one. Throws ValidationException or ResourceNotFoundException. */
export function requireEdition(
  knowledge: Knowledge,
  knowledgeBaseId: string,
  idWithQualifier: string,
): Edition {
  const [, id = '', qualifier = QUALIFIERS.latest] = TEMPLATE_ID.exec(idWithQualifier) ?? [];
  if (!id) throw invalid('messageTemplateId', TEMPLATE_ID);
  const template = knowledge.templates.get(id);
  const edition = template?.knowledgeBaseId === knowledgeBaseId ? editionOf(template, qualifier) : undefined;
  if (!edition) throw notFound(`MessageTemplate ${idWithQualifier}`);
  return edition;
}

function editionOf(template: Template, qualifier: string): Edition | undefined {
  if (qualifier === QUALIFIERS.latest) return draftOf(template);
  if (qualifier === QUALIFIERS.active) return activeOf(template);
  return /^[1-9]\d*$/.test(qualifier) ? versionOf(template, Number(qualifier)) : undefined;
}

function invalid(member: string, pattern: RegExp): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern.source}`,
  );
}

function notFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${what} was not found.`);
}
