import {
  type ConnectClient,
  DescribeContactCommand,
  StartOutboundChatContactCommand,
  StartOutboundVoiceContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect';
import { isCall } from '../domain/channels/registry.ts';
import type {
  ContactGateway,
  DescribeOutcome,
  StartOutcome,
  StopOutcome,
} from '../domain/contact/gateway.ts';
import type { Log } from '../domain/kernel/log.ts';
import type { ContactRequest } from '../domain/reach-out/reach-out.ts';
import { toChatInput, toVoiceInput } from './contact-input.ts';
import { readContact } from './described-contact.ts';
import { outcomeOf, stopOutcomeOf } from './outcome.ts';

const DEADLINE_MS = 10_000;

/** Amazon Connect. The client must not retry by itself: that is the engine's, under the same ClientToken. */
export function createGateway(
  client: ConnectClient,
  instanceId: string,
  log: Log,
  deadlineMs = DEADLINE_MS,
): ContactGateway {
  const within = () => ({ abortSignal: AbortSignal.timeout(deadlineMs) });
  return {
    async start(request, clientToken): Promise<StartOutcome> {
      const started = performance.now();
      const outcome = await startContact(client, request, clientToken, within()).catch(outcomeOf);
      const ms = Math.round(performance.now() - started);
      log.info({ reachOutId: clientToken, channel: request.channel, ms, ...outcome }, 'start contact');
      return outcome;
    },

    async describe(ContactId): Promise<DescribeOutcome> {
      try {
        const { Contact } = await client.send(
          new DescribeContactCommand({ InstanceId: instanceId, ContactId }),
          within(),
        );
        return Contact ? readContact(Contact) : { kind: 'unavailable' };
      } catch (error) {
        log.warn({ contactId: ContactId, error: (error as Error).name }, 'contact could not be looked up');
        return { kind: 'unavailable' };
      }
    },

    async stop(ContactId): Promise<StopOutcome> {
      try {
        await client.send(new StopContactCommand({ InstanceId: instanceId, ContactId }), within());
        return 'stopped';
      } catch (error) {
        log.warn({ contactId: ContactId, error: (error as Error).name }, 'contact could not be stopped');
        return stopOutcomeOf(error);
      }
    },
  };
}

async function startContact(
  client: ConnectClient,
  request: ContactRequest,
  clientToken: string,
  options: { abortSignal: AbortSignal },
): Promise<StartOutcome> {
  const { ContactId } = isCall(request)
    ? await client.send(new StartOutboundVoiceContactCommand(toVoiceInput(request, clientToken)), options)
    : await client.send(new StartOutboundChatContactCommand(toChatInput(request, clientToken)), options);
  return ContactId ? { kind: 'accepted', contactId: ContactId } : { kind: 'unknown' };
}
