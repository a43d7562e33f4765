import {
  type ConnectClient,
  CreateParticipantCommand,
  ListPhoneNumbersV2Command,
  StartContactStreamingCommand,
} from '@aws-sdk/client-connect';
import {
  ConnectParticipantClient,
  type ConnectParticipantClientConfig,
  CreateParticipantConnectionCommand,
  type CreateParticipantConnectionCommandOutput,
  GetTranscriptCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import type { CallFault } from '../../domain/contact/gateway.ts';
import type { ChatGateway, Said, SenderOutcome } from '../../domain/conversation/chat-gateway.ts';
import type { Connection } from '../../domain/conversation/conversation.ts';
import { present } from '../../domain/intake/present.ts';
import type { Log } from '../../domain/kernel/log.ts';
import { orStopped } from '../../domain/kernel/or-stopped.ts';
import type { Watch } from '../../domain/kernel/watch.ts';
import { causeOf, outcomeOf } from '../outcome.ts';
import type { Transport } from '../transport.ts';
import { watchCalls } from '../watch-calls.ts';
import { saidOf } from './item.ts';

const DEADLINE_MS = 10_000;

/** GetTranscript gives so many items at most, and who was away for long reads no more pages than these. */
const PAGE = 100;
const MOST_PAGES = 10;

/** A prefix that ListPhoneNumbersV2 takes, with its plus sign. */
const LONGEST_PREFIX = 12;

/** What customers see as the name of whoever writes from Slack, where their channel shows any. */
const DISPLAY_NAME = 'Reach Out';

export interface ChatGatewayOptions {
  client: ConnectClient;
  /** Of the participant service, whose calls carry a token and no signature. */
  participant: ConnectParticipantClientConfig;
  /** The one that both clients use. */
  transport: Transport;
  instanceId: string;
  /** The SNS topic that chats are streamed to. */
  topicArn: string;
  log: Log;
  watch: Watch;
  deadlineMs?: number | undefined;
}

interface Signal {
  abortSignal: AbortSignal;
}

/**
 * The chats of Amazon Connect. Tokens and texts go to it, and nowhere else. A module that few need and that takes
 * its time to load.
 */
export function createChatGateway({
  client,
  participant: config,
  transport,
  instanceId: InstanceId,
  topicArn: StreamingEndpointArn,
  log,
  watch,
  deadlineMs = DEADLINE_MS,
}: ChatGatewayOptions): ChatGateway & { close(): void } {
  const participant = new ConnectParticipantClient({
    ...config,
    requestHandler: transport.handler,
    maxAttempts: 1,
  });
  watchCalls(participant, 'participant', watch);
  /** The ARNs of the instance's numbers, of which there are few. */
  const senders = new Map<string, string>();

  async function call<T>(
    action: string,
    send: (options: Signal) => Promise<T>,
    contactId?: string,
  ): Promise<T | CallFault | { kind: 'over' }> {
    const abortSignal = AbortSignal.timeout(deadlineMs);
    try {
      return await orStopped(send({ abortSignal }), abortSignal);
    } catch (error) {
      const stage = transport.stageOf(abortSignal);
      log.warn({ action, contactId, stage, ...causeOf(error) }, 'call of Amazon Connect failed');
      return stage === 'sent' && isDenied(error) ? { kind: 'over' } : outcomeOf(error, stage);
    }
  }

  /** To Amazon Connect itself, a refusal of access is a fault of the set-up. */
  async function callConnect<T>(
    action: string,
    contactId: string | undefined,
    send: (options: Signal) => Promise<T>,
  ) {
    const outcome = await call(action, send, contactId);
    return isOver(outcome)
      ? ({ kind: 'rejected', failure: { code: 'access_denied' }, conclusive: true } as const)
      : outcome;
  }

  return {
    stream: (ContactId, ClientToken) =>
      callConnect('stream', ContactId, async (options) => {
        const ChatStreamingConfiguration = { StreamingEndpointArn };
        const input = { InstanceId, ContactId, ChatStreamingConfiguration, ClientToken };
        await client.send(new StartContactStreamingCommand(input), options);
        return { kind: 'streaming' };
      }),

    join: (ContactId, ClientToken) =>
      callConnect('join', ContactId, async (options) => {
        const ParticipantDetails = { ParticipantRole: 'CUSTOM_BOT', DisplayName: DISPLAY_NAME } as const;
        const input = { InstanceId, ContactId, ParticipantDetails, ClientToken };
        const answer = await client.send(new CreateParticipantCommand(input), options);
        const { ParticipantId: participantId = '', ParticipantCredentials } = answer;
        const participantToken = ParticipantCredentials?.ParticipantToken ?? '';
        return { kind: 'joined', link: { participantId, participantToken } };
      }),

    connect: ({ participantToken: ParticipantToken }) =>
      call('connect', async (options) => {
        const input = {
          ParticipantToken,
          Type: ['CONNECTION_CREDENTIALS' as const],
          ConnectParticipant: true,
        };
        const answer = await participant.send(new CreateParticipantConnectionCommand(input), options);
        return { kind: 'connected', connection: connectionOf(answer) };
      }),

    send: ({ token: ConnectionToken }, Content, ClientToken) =>
      call('send', async (options) => {
        const input = { ConnectionToken, ContentType: 'text/plain', Content, ClientToken };
        const { Id: messageId } = await participant.send(new SendMessageCommand(input), options);
        return { kind: 'accepted', ...present({ messageId }) };
      }),

    async senderOf(address): Promise<SenderOutcome> {
      const known = address.startsWith('arn:') ? address : senders.get(address);
      if (known) return { kind: 'looked', arn: known };
      return callConnect('sender', undefined, async (options) => {
        const PhoneNumberPrefix = address.slice(0, LONGEST_PREFIX);
        const command = new ListPhoneNumbersV2Command({ InstanceId, PhoneNumberPrefix });
        const { ListPhoneNumbersSummaryList: numbers = [] } = await client.send(command, options);
        const arn = numbers.find(({ PhoneNumber }) => PhoneNumber === address)?.PhoneNumberArn;
        if (arn) senders.set(address, arn);
        return { kind: 'looked', ...present({ arn }) };
      });
    },

    close: () => participant.destroy(),

    transcript: (connection, after) =>
      call('transcript', async (options) => ({
        kind: 'read',
        said: await read(connection, after, options),
      })),
  };

  /** Oldest first. */
  async function read({ token: ConnectionToken }: Connection, after: string | undefined, options: Signal) {
    const said: Said[] = [];
    let NextToken: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await participant.send(
        new GetTranscriptCommand({
          ...{ ConnectionToken, MaxResults: PAGE, SortOrder: 'DESCENDING', ScanDirection: 'BACKWARD' },
          ...(NextToken && { NextToken }),
        }),
        options,
      );
      const items = (answer.Transcript ?? []).flatMap((item) => saidOf(item) ?? []);
      said.push(...items);
      ({ NextToken } = answer);
      if (!NextToken || items.some(({ at }) => after !== undefined && at < after)) break;
    }
    return said.filter(({ at }) => after === undefined || at >= after).sort((a, b) => (a.at < b.at ? -1 : 1));
  }
}

function connectionOf({ ConnectionCredentials }: CreateParticipantConnectionCommandOutput): Connection {
  const { ConnectionToken: token = '', Expiry = '' } = ConnectionCredentials ?? {};
  return { token, expiresAt: new Date(Expiry).toISOString() };
}

function isDenied(error: unknown): boolean {
  return (error as Error).name === 'AccessDeniedException';
}

function isOver(outcome: unknown): outcome is { kind: 'over' } {
  return (outcome as { kind?: string }).kind === 'over';
}
