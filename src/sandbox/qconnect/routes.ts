import type { QOperationName } from './operation-names.ts';
import { getMessageTemplate } from './operations/get-message-template.ts';
import { listMessageTemplates } from './operations/list-message-templates.ts';
import type { QOperation } from './operations/operation.ts';
import { renderMessageTemplate } from './operations/render-message-template.ts';
import { searchQuickResponses } from './operations/search-quick-responses.ts';

type Route = { operation: QOperationName; method: string; path: RegExp; run: QOperation };

const BASE = '/knowledgeBases/(?<knowledgeBaseId>[^/]+)';
const TEMPLATE = `${BASE}/messageTemplates/(?<messageTemplateId>[^/]+)`;

/** HTTP bindings, as in AWS's API model. */
const ROUTES: readonly Route[] = [
  {
    operation: 'ListMessageTemplates',
    method: 'GET',
    path: new RegExp(`^${BASE}/messageTemplates$`),
    run: listMessageTemplates,
  },
  {
    operation: 'GetMessageTemplate',
    method: 'GET',
    path: new RegExp(`^${TEMPLATE}$`),
    run: getMessageTemplate,
  },
  {
    operation: 'RenderMessageTemplate',
    method: 'POST',
    path: new RegExp(`^${TEMPLATE}/render$`),
    run: renderMessageTemplate,
  },
  {
    operation: 'SearchQuickResponses',
    method: 'POST',
    path: new RegExp(`^${BASE}/search/quickResponses$`),
    run: searchQuickResponses,
  },
];

export type QRouted = { route: Route; labels: Record<string, string> };

/** The operation of a request line; labels are percent-decoded. */
export function findQRoute(method: string, path: string): QRouted | undefined {
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (!match) continue;
    const labels = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decoded(value)]);
    return { route, labels: Object.fromEntries(labels) };
  }
  return undefined;
}

function decoded(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}
