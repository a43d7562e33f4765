import type { RequestLog } from '../log.ts';
import type { Workspace } from '../workspace.ts';
import type { Ack, Courier, Delivery } from './delivery.ts';

export type LoggedCourierOptions = {
  courier: () => Courier;
  deadlineMs: number;
  log: RequestLog;
  workspace: Workspace;
};

/** Deliver by the way that is set at that moment, and put what came of it into the log. */
export function createLoggedDelivery({ courier, deadlineMs, log, workspace }: LoggedCourierOptions) {
  return async (delivery: Delivery): Promise<Ack> => {
    const began = performance.now();
    const time = workspace.now();
    const ack = await courier()(delivery, deadlineMs);
    const error = describeFailure(ack);
    const entry = log.add({
      time,
      direction: 'slack_to_app',
      name: delivery.name,
      status: ack.kind === 'acknowledged' ? 200 : ack.kind === 'refused' ? ack.status : 0,
      durationMs: performance.now() - began,
      body: delivery.payload,
      response: 'body' in ack ? ack.body : undefined,
      faults: [],
      delivery,
      ...(error ? { error } : {}),
    });
    workspace.changes.emit({ type: 'request_logged', entry });
    return ack;
  };
}

function describeFailure(ack: Ack): string | undefined {
  if (ack.kind === 'timeout') return 'operation_timeout';
  if (ack.kind === 'unreachable') return ack.reason;
  return ack.kind === 'refused' ? `http_${ack.status}` : undefined;
}
