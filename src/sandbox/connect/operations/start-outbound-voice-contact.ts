import { AwsError } from '../aws-error.ts';
import { newVoiceContact } from '../contact/new-contact.ts';
import { requireInstance, requireOwnNumber, requireQueue, requireStartableFlow } from '../find-resource.ts';
import { parseRequest } from '../parse-request.ts';
import type { QueueSeed, Seed } from '../seed.ts';
import { type StartVoiceInput, startVoiceShape } from '../shapes/start-voice.ts';
import type { Operation } from './operation.ts';
import { startOnce } from './start-once.ts';

/** PUT /contact/outbound-voice. */
export const startOutboundVoiceContact: Operation = ({ body, note }, simulation) => {
  const input = parseRequest(startVoiceShape, body, note, 'InvalidParameterException');
  const { seed } = simulation;
  requireInstance(seed, input.InstanceId);
  const flow = requireStartableFlow(seed, input.ContactFlowId);
  const queue = input.QueueId === undefined ? undefined : requireQueue(seed, input.QueueId);
  requireSource(seed, input, queue);
  requireCallable(seed, input);
  return startOnce('voice', input, simulation, note, () =>
    simulation.begin(
      newVoiceContact(input, seed, {
        id: simulation.newId(),
        at: simulation.clock.now(),
        flowId: flow.id,
        queueId: queue?.id,
      }),
    ),
  );
};

/** Calls come from the number that is given, or else from the queue's. */
function requireSource(
  seed: Seed,
  { SourcePhoneNumber: number }: StartVoiceInput,
  queue: QueueSeed | undefined,
): void {
  if (number === undefined && queue && !queue.callerIdNumberId)
    throw new AwsError('InvalidRequestException', 'The queue has no outbound caller ID number.');
  if (number === undefined) return;
  if (!requireOwnNumber(seed, number).capabilities.includes('VOICE')) {
    throw new AwsError('InvalidParameterException', 'The source phone number is not enabled for voice.');
  }
}

function requireCallable(seed: Seed, { DestinationPhoneNumber: number, TrafficType }: StartVoiceInput): void {
  if (!seed.instance.outboundCallsEnabled) {
    throw new AwsError(
      'OutboundContactNotPermittedException',
      'Outbound calls are not enabled for the instance.',
    );
  }
  if (seed.refusedPrefixes.some((prefix) => number.startsWith(prefix))) {
    throw new AwsError(
      'DestinationNotAllowedException',
      'Outbound calls to the destination number are not allowed.',
    );
  }
  if (TrafficType === 'CAMPAIGN' && !seed.campaignCallsAllowed) {
    throw new AwsError('LimitExceededException', 'Campaign calls are not allowed for this account.');
  }
}
