import {
  ConnectClient,
  type StartOutboundChatContactCommandInput,
  type StartOutboundVoiceContactCommandInput,
} from '@aws-sdk/client-connect';
import { ConnectParticipantClient } from '@aws-sdk/client-connectparticipant';
import {
  defaultSeed,
  phoneNumberArn,
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type SimulatedConnect,
  type SimulatedConnectOptions,
  startSimulatedConnect,
} from '../../../src/sandbox/connect/index.ts';

/** The real client of the AWS SDK, without retries of its own unless asked. */
export function clientFor(connect: { url: string }, maxAttempts = 1): ConnectClient {
  return new ConnectClient({
    endpoint: connect.url,
    region: 'us-east-1',
    credentials: SANDBOX_CREDENTIALS,
    maxAttempts,
  });
}

/** The participant service is at the same address. */
export function participantClientFor(connect: { url: string }): ConnectParticipantClient {
  return new ConnectParticipantClient({
    endpoint: connect.url,
    region: 'us-east-1',
    credentials: SANDBOX_CREDENTIALS,
    maxAttempts: 1,
  });
}

const running: (() => Promise<void>)[] = [];

/** A simulator without quotas, stopped by `stopAll`. */
export async function simulator(options: SimulatedConnectOptions = {}): Promise<SimulatedConnect> {
  const connect = await startSimulatedConnect({ quotas: 'off', ...options });
  running.push(() => connect.stop());
  return connect;
}

export async function simulatorAndClient(options: SimulatedConnectOptions = {}, maxAttempts = 1) {
  const connect = await simulator(options);
  const client = clientFor(connect, maxAttempts);
  running.push(async () => client.destroy());
  return { connect, client };
}

export async function stopAll(): Promise<void> {
  for (const stop of running.splice(0).reverse()) await stop();
}

const seed = defaultSeed();
export const SMS_ARN = phoneNumberArn(seed, SEED_IDS.smsNumber);
export const WHATSAPP_ARN = phoneNumberArn(seed, SEED_IDS.whatsAppNumber);

export function chatInput(
  overrides: Partial<StartOutboundChatContactCommandInput> = {},
): StartOutboundChatContactCommandInput {
  return {
    SourceEndpoint: { Type: 'CONNECT_PHONENUMBER_ARN', Address: SMS_ARN },
    DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+12065550152' },
    InstanceId: SEED_IDS.instance,
    ContactFlowId: SEED_IDS.smsFlow,
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
    InitialSystemMessage: { ContentType: 'text/plain', Content: 'Hello' },
    ...overrides,
  };
}

export function whatsAppInput(
  overrides: Partial<StartOutboundChatContactCommandInput> = {},
): StartOutboundChatContactCommandInput {
  return chatInput({
    SourceEndpoint: { Type: 'CONNECT_PHONENUMBER_ARN', Address: WHATSAPP_ARN },
    ContactFlowId: SEED_IDS.whatsAppFlow,
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:WhatsApp' } },
    ...overrides,
  });
}

export function voiceInput(
  overrides: Partial<StartOutboundVoiceContactCommandInput> = {},
): StartOutboundVoiceContactCommandInput {
  return {
    DestinationPhoneNumber: '+12065550152',
    SourcePhoneNumber: '+12065550100',
    ContactFlowId: SEED_IDS.voiceFlow,
    InstanceId: SEED_IDS.instance,
    Attributes: { message: 'Hello from the sandbox' },
    ...overrides,
  };
}

/** The name of the error a call ends with, or undefined when it succeeds. */
export async function errorName(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: Error) => error.name,
  );
}

/** Sends `body` instead of what the SDK would, signed all the same. */
export function replaceBody(client: ConnectClient, body: string): void {
  client.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { body });
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'replaceBody', override: true },
  );
}
