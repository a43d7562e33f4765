import { ConnectClient } from '@aws-sdk/client-connect';
import { type Agents, createAgents } from '../connect/agents.ts';
import { createDirectory } from '../connect/directory.ts';
import { createGateway } from '../connect/gateway.ts';
import { createTransport } from '../connect/transport.ts';
import { watchCalls } from '../connect/watch-calls.ts';
import type { ContactGateway } from '../domain/contact/gateway.ts';
import type { ChatGateway } from '../domain/conversation/chat-gateway.ts';
import type { Directory } from '../domain/intake/directory.ts';
import type { OptOuts } from '../domain/policy/opt-outs.ts';
import type { QuickResponses } from '../domain/quick-responses/quick-response.ts';
import type { Templates } from '../domain/templates/templates.ts';
import type { Site } from './site.ts';

/** A page of a thousand flows is shorter by far. */
const MOST_BYTES = 2_000_000;

export interface Connect {
  gateway: ContactGateway;
  /** Absent where conversations are not set up. */
  chats?: ChatGateway;
  /** Absent where no list is set up. */
  optOuts?: OptOuts;
  /** Absent where no knowledge base is set up. */
  templates?: Templates;
  /** The same for theirs. */
  quickResponses?: QuickResponses;
  directory: Directory;
  agents: Agents;
}

/** Calls to Amazon Connect. Nothing is asked of it yet. */
export async function openConnect({
  config,
  log,
  overrides,
  metrics,
  opened,
  ending,
}: Site): Promise<Connect> {
  const { instanceId } = config.settings;
  const { connect: aws, connectDeadlineMs: deadlineMs } = overrides;
  const transport = createTransport(MOST_BYTES);
  const client = new ConnectClient({ ...aws, requestHandler: transport.handler, maxAttempts: 1 });
  const { watch } = metrics;
  watchCalls(client, 'connect', watch);
  opened.push(async () => client.destroy());
  const calls = { client, transport, instanceId, log, watch, deadlineMs };
  const connect: Connect = {
    gateway: createGateway({ ...calls, stop: ending }),
    directory: createDirectory(client, instanceId, log),
    agents: createAgents(client, instanceId, log),
  };
  const { messagesTopicArn: topicArn, optOutList: listName, knowledge } = config;
  // Each is loaded by those alone who have it.
  if (listName) {
    const { openOptOuts } = await import('../connect/opt-outs.ts');
    const optOuts = openOptOuts({ aws: aws ?? {}, listName, log, watch });
    opened.push(async () => optOuts.close());
    connect.optOuts = optOuts;
  }
  if (knowledge.templates || knowledge.quickResponses) {
    const { openKnowledge } = await import('../connect/knowledge/knowledge.ts');
    // One way to credentials is kept fresh, and not two.
    const { credentials, region } = client.config;
    const asked = openKnowledge({ credentials, region, ...overrides.qconnect }, log, watch);
    opened.push(async () => asked.close());
    if (knowledge.templates) {
      const { createTemplates } = await import('../connect/knowledge/templates.ts');
      connect.templates = createTemplates(asked, knowledge.templates);
    }
    if (knowledge.quickResponses) {
      const { createQuickResponses } = await import('../connect/knowledge/quick-responses.ts');
      connect.quickResponses = createQuickResponses(asked, knowledge.quickResponses);
    }
  }
  if (!topicArn) return connect;
  const { createChatGateway } = await import('../connect/chat/chat-gateway.ts');
  const chats = createChatGateway({ ...calls, topicArn, participant: aws ?? {} });
  opened.push(async () => chats.close());
  return { ...connect, chats };
}
