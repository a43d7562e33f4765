import {
  type ConnectClient,
  CreateParticipantCommand,
  StartContactStreamingCommand,
  StartOutboundChatContactCommand,
  type StartOutboundChatContactCommandInput,
} from '@aws-sdk/client-connect';
import {
  type ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import {
  defaultSeed,
  type Published,
  SEED_IDS,
  type SimulatedConnect,
  type SimulatedConnectOptions,
  topicArn,
} from '../../../src/sandbox/connect/index.ts';
import { chatInput, clientFor, participantClientFor, simulator } from './support.ts';

const InstanceId = SEED_IDS.instance;

/** Calls of the AWS SDK for a chat, in few words. */
export type ChatCalls = {
  client: ConnectClient;
  participants: ConnectParticipantClient;
  /** A chat that has been started, as its ContactId. */
  start(input?: Partial<StartOutboundChatContactCommandInput>): Promise<string>;
  stream(ContactId: string, ClientToken?: string, StreamingEndpointArn?: string): Promise<string | undefined>;
  create(
    ContactId: string,
    ClientToken?: string,
    details?: object,
  ): Promise<{ id: string; token: string; expiry: string }>;
  connectAs(ParticipantToken: string): Promise<string>;
  /** A custom participant in the chat, as its ConnectionToken. */
  join(ContactId: string): Promise<string>;
  say(ConnectionToken: string, Content: string, ClientToken?: string): Promise<{ Id?: string | undefined }>;
};

export type ChatDesk = ChatCalls & { connect: SimulatedConnect };

/** A simulator of its own. */
export async function chatDesk(options: SimulatedConnectOptions = {}): Promise<ChatDesk> {
  const connect = await simulator(options);
  return { connect, ...chatDeskAt(connect.url) };
}

export function chatDeskAt(url: string): ChatCalls {
  const client = clientFor({ url });
  const participants = participantClientFor({ url });
  const desk: ChatCalls = {
    client,
    participants,
    async start(input = {}) {
      const { ContactId } = await client.send(new StartOutboundChatContactCommand(chatInput(input)));
      return ContactId ?? '';
    },
    async stream(ContactId, ClientToken = 'stream', StreamingEndpointArn = topicArn(defaultSeed())) {
      const { StreamingId } = await client.send(
        new StartContactStreamingCommand({
          InstanceId,
          ContactId,
          ChatStreamingConfiguration: { StreamingEndpointArn },
          ClientToken,
        }),
      );
      return StreamingId;
    },
    async create(ContactId, ClientToken, details = {}) {
      const { ParticipantId = '', ParticipantCredentials = {} } = await client.send(
        new CreateParticipantCommand({
          InstanceId,
          ContactId,
          ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Reach Out', ...details },
          ...(ClientToken ? { ClientToken } : {}),
        }),
      );
      const { ParticipantToken: token = '', Expiry: expiry = '' } = ParticipantCredentials;
      return { id: ParticipantId, token, expiry };
    },
    async connectAs(ParticipantToken) {
      const { ConnectionCredentials } = await participants.send(
        new CreateParticipantConnectionCommand({
          ParticipantToken,
          Type: ['CONNECTION_CREDENTIALS'],
          ConnectParticipant: true,
        }),
      );
      return ConnectionCredentials?.ConnectionToken ?? '';
    },
    join: async (ContactId) => desk.connectAs((await desk.create(ContactId)).token),
    say: (ConnectionToken, Content, ClientToken) =>
      participants.send(
        new SendMessageCommand({
          ConnectionToken,
          Content,
          ContentType: 'text/plain',
          ...(ClientToken ? { ClientToken } : {}),
        }),
      ),
  };
  return desk;
}

/** A streamed item in few words: who, and what they said or what happened. */
export function told({ message }: Pick<Published, 'message'>): string {
  const { ParticipantRole, Content, ContentType, Type } = JSON.parse(message);
  const what = Type === 'MESSAGE' ? Content : String(ContentType).split('event.').at(-1);
  return `${ParticipantRole}: ${what}`;
}
