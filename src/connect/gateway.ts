import {
  type ConnectClient,
  DescribeContactCommand,
  type SegmentAttributeValue,
  StartOutboundChatContactCommand,
  type StartOutboundChatContactCommandInput,
  StartOutboundVoiceContactCommand,
  type StartOutboundVoiceContactCommandInput,
  StopContactCommand,
} from '@aws-sdk/client-connect';
import { CHANNELS, isCall } from '../domain/channels/registry.ts';
import type {
  ChatContactRequest,
  ContactRequest,
  VoiceContactRequest,
} from '../domain/contact/contact-request.ts';
import type {
  CallFault,
  ContactGateway,
  DescribeOutcome,
  StartOutcome,
  StopOutcome,
} from '../domain/contact/gateway.ts';
import type { Log } from '../domain/kernel/log.ts';
import { orStopped } from '../domain/kernel/or-stopped.ts';
import { type Watch, watched } from '../domain/kernel/watch.ts';
import { readContact } from './described-contact.ts';
import { callOutcomeOf, causeOf, isClockFault, outcomeOf } from './outcome.ts';
import type { Transport } from './transport.ts';

const DEADLINE_MS = 10_000;

/** Of a call that is on its way when the app stops. */
const LAST_MS = 5_000;

/** Source: Amazon Connect API, the ContactIds of its examples and of every answer seen. */
const CONTACT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface GatewayOptions {
  /** Must not retry by itself: that is the worker's, under the same ClientToken. */
  client: ConnectClient;
  /** The one that the client uses. */
  transport: Transport;
  instanceId: string;
  log: Log;
  /** Hears of waits for credentials; the client's own calls are told of by itself. */
  watch?: Watch;
  /** 10,000 by default. */
  deadlineMs?: number | undefined;
  /** Ends at once what has not been sent yet, and soon what has. */
  stop?: AbortSignal;
}

/** Amazon Connect. */
export function createGateway({
  client,
  transport,
  instanceId: InstanceId,
  log,
  watch = () => {},
  deadlineMs = DEADLINE_MS,
  stop,
}: GatewayOptions): ContactGateway {
  /** One call, ended by its deadline even where the SDK waits for credentials and heeds no signal. */
  async function call<T>(
    what: object,
    send: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T | CallFault> {
    const abandoned = new AbortController();
    const abortSignal = AbortSignal.any([AbortSignal.timeout(deadlineMs), abandoned.signal]);
    let isIdentified = false;
    const stageNow = () => (isIdentified ? transport.stageOf(abortSignal) : 'identifying');
    const abandon = () => {
      if (stageNow() !== 'sent') abandoned.abort();
      else setTimeout(() => abandoned.abort(), LAST_MS).unref();
    };
    stop?.addEventListener('abort', abandon);
    if (stop?.aborted) abandon();
    const sendOnce = async (): Promise<T | CallFault> => {
      await watched(
        watch,
        { service: 'connect', method: 'credentials' },
        {
          outcomeOf: callOutcomeOf,
          call: () => orStopped(client.config.credentials(), abortSignal),
        },
      );
      isIdentified = true;
      return orStopped<T | CallFault>(send({ abortSignal }), abortSignal);
    };
    try {
      // By the answer to the first, the SDK has learned how far the machine's clock is off.
      return await sendOnce().catch((error) => (isClockFault(error) ? sendOnce() : Promise.reject(error)));
    } catch (error) {
      const stage = stageNow();
      // Nothing is the matter: the next start sends it.
      if (abandoned.signal.aborted && stage !== 'sent') return { kind: 'not_now', waiting: 'connection' };
      log.warn({ ...what, stage, ...causeOf(error) }, 'call of Amazon Connect failed');
      return outcomeOf(error, stage);
    } finally {
      stop?.removeEventListener('abort', abandon);
    }
  }

  return {
    async start(request, clientToken): Promise<StartOutcome> {
      const started = performance.now();
      const what = { reachOutId: clientToken, channel: request.channel };
      const outcome = await call(what, (options) => startContact(client, request, clientToken, options));
      const ms = Math.round(performance.now() - started);
      // Why one did not start is told where the call failed.
      if (outcome.kind === 'accepted') log.info({ ...what, ms, ...outcome }, 'start contact');
      return outcome;
    },

    async describe(ContactId): Promise<DescribeOutcome> {
      const outcome = await call({ action: 'describe', contactId: ContactId }, (options) =>
        client.send(new DescribeContactCommand({ InstanceId, ContactId }), options),
      );
      return 'Contact' in outcome && outcome.Contact ? readContact(outcome.Contact) : { kind: 'unavailable' };
    },

    stop: (ContactId): Promise<StopOutcome> =>
      call({ action: 'stop', contactId: ContactId }, async (options) => {
        await client.send(new StopContactCommand({ InstanceId, ContactId }), options);
        return { kind: 'stopped' };
      }),
  };
}

async function startContact(
  client: ConnectClient,
  request: ContactRequest,
  clientToken: string,
  options: { abortSignal: AbortSignal },
): Promise<StartOutcome> {
  const { ContactId, $metadata } = isCall(request)
    ? await client.send(new StartOutboundVoiceContactCommand(toVoiceInput(request, clientToken)), options)
    : await client.send(new StartOutboundChatContactCommand(toChatInput(request, clientToken)), options);
  if (typeof ContactId === 'string' && CONTACT_ID.test(ContactId))
    return { kind: 'accepted', contactId: ContactId };
  throw Object.assign(new Error('no ContactId'), { code: 'NO_CONTACT_ID', $metadata });
}

/** A chat contact in the words of StartOutboundChatContact. What was left empty is undefined, and so not sent. */
function toChatInput(request: ChatContactRequest, clientToken: string): StartOutboundChatContactCommandInput {
  const { initialMessage, template, displayName } = request;
  return {
    InstanceId: request.instanceId,
    ContactFlowId: request.contactFlowId,
    SourceEndpoint: { Type: 'CONNECT_PHONENUMBER_ARN', Address: request.sourceArn },
    DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address: request.recipient },
    SegmentAttributes: {
      ...(request.segmentAttributes as Record<string, SegmentAttributeValue> | undefined),
      'connect:Subtype': { ValueString: CHANNELS[request.channel].subtype },
    },
    ClientToken: clientToken,
    InitialSystemMessage: initialMessage && {
      ContentType: initialMessage.contentType,
      Content: initialMessage.content,
    },
    InitialTemplatedSystemMessage: template && {
      KnowledgeBaseId: template.knowledgeBaseId,
      MessageTemplateId: template.messageTemplateId,
      TemplateAttributes: {
        CustomAttributes: template.customAttributes,
        CustomerProfileAttributes: template.customerProfileAttributes,
      },
    },
    Attributes: request.attributes,
    ChatDurationInMinutes: request.chatDurationInMinutes,
    ParticipantDetails: displayName === undefined ? undefined : { DisplayName: displayName },
    SupportedMessagingContentTypes: request.supportedMessagingContentTypes,
    RelatedContactId: request.relatedContactId,
  };
}

/** A voice contact in the words of StartOutboundVoiceContact; the flow speaks the attribute `message`. */
function toVoiceInput(
  request: VoiceContactRequest,
  clientToken: string,
): StartOutboundVoiceContactCommandInput {
  const { answerMachineDetection: detect, awaitAnswerMachinePrompt: awaitPrompt } = request;
  const isDetectionSet = detect !== undefined || awaitPrompt !== undefined;
  return {
    InstanceId: request.instanceId,
    ContactFlowId: request.contactFlowId,
    DestinationPhoneNumber: request.recipient,
    Attributes: { ...request.attributes, message: request.message },
    ClientToken: clientToken,
    SourcePhoneNumber: request.sourcePhoneNumber,
    QueueId: request.queueId,
    TrafficType: request.trafficType,
    AnswerMachineDetectionConfig: isDetectionSet
      ? { EnableAnswerMachineDetection: detect, AwaitAnswerMachinePrompt: awaitPrompt }
      : undefined,
    CampaignId: request.campaignId,
    RingTimeoutInSeconds: request.ringTimeoutInSeconds,
    Name: request.name,
    Description: request.description,
    References: request.references,
    RelatedContactId: request.relatedContactId,
  };
}
