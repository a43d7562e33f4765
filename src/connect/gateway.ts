import {
  type ConnectClient,
  StartOutboundChatContactCommand,
  StartOutboundVoiceContactCommand,
} from '@aws-sdk/client-connect';
import type { ContactGateway, Log, StartOutcome } from '../domain/ports.ts';
import type { ContactRequest } from '../domain/reach-out.ts';
import { toChatInput, toVoiceInput } from './contact-input.ts';
import { outcomeOf } from './outcome.ts';

const DEADLINE_MS = 10_000;

/** Starts contacts. The client must not retry by itself: that is the job's, under the same ClientToken. */
export function createGateway(client: ConnectClient, log: Log, deadlineMs = DEADLINE_MS): ContactGateway {
  return {
    async start(request, clientToken): Promise<StartOutcome> {
      const started = performance.now();
      const outcome = await startContact(client, request, clientToken, deadlineMs).catch(outcomeOf);
      const ms = Math.round(performance.now() - started);
      log.info({ reachOutId: clientToken, channel: request.channel, ms, ...outcome }, 'start contact');
      return outcome;
    },
  };
}

async function startContact(
  client: ConnectClient,
  request: ContactRequest,
  clientToken: string,
  deadlineMs: number,
): Promise<StartOutcome> {
  const options = { abortSignal: AbortSignal.timeout(deadlineMs) };
  const { ContactId } =
    request.channel === 'voice'
      ? await client.send(new StartOutboundVoiceContactCommand(toVoiceInput(request, clientToken)), options)
      : await client.send(new StartOutboundChatContactCommand(toChatInput(request, clientToken)), options);
  return ContactId ? { kind: 'accepted', contactId: ContactId } : { kind: 'unknown' };
}
