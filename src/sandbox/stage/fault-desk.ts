import type { ArmedFault, FaultRequest } from '../page-api.ts';
import type { FaultHandle, FaultKind as SlackFaultKind } from '../slack/index.ts';
import type { Stage } from './stage.ts';

const DEFAULT_DELAY_MS = 3_000;

type SlackRequest = Extract<FaultRequest, { service: 'slack' }>;

/** The faults of all simulators under ids of one kind, such as `slack-1`. */
export type FaultDesk = {
  add: (request: FaultRequest) => string;
  /** False when there is no such fault. */
  remove: (id: string) => boolean;
  clear: () => void;
  list: () => ArmedFault[];
};

export function createFaultDesk({ slack, connect, qconnect, sqs }: Stage): FaultDesk {
  const armed = new Map<string, { request: SlackRequest; handle: FaultHandle }>();
  let lastSlackId = 0;

  function addToSlack(request: SlackRequest): string {
    const { method, conversation } = request;
    const handle = slack.fault({
      ...slackKind(request),
      method,
      times: count(request.times),
      ...(conversation ? { conversation: slack.conversation(conversation).id } : {}),
    });
    lastSlackId += 1;
    armed.set(`slack-${lastSlackId}`, { request, handle });
    return `slack-${lastSlackId}`;
  }

  function listSlack(): ArmedFault[] {
    const list: ArmedFault[] = [];
    for (const [id, { request, handle }] of armed) {
      const left = count(request.times) - handle.used;
      if (left <= 0) armed.delete(id);
      else {
        const { kind, method: target } = request;
        list.push({ id, service: 'slack', kind, target, left: shown(left), detail: detailOf(request) });
      }
    }
    return list;
  }

  const list = (): ArmedFault[] => [
    ...listSlack(),
    ...connect.faults().map((fault) => listed('connect', fault)),
    ...qconnect.faults().map((fault) => listed('qconnect', fault)),
    ...sqs.faults().map((fault) => listed('sqs', fault)),
  ];

  return {
    list,
    add(request) {
      switch (request.service) {
        case 'slack':
          return addToSlack(request);
        case 'connect': {
          const { service, times, ...order } = request;
          return `${service}-${connect.fault({ ...late(order), ...order, times: count(times) }).id}`;
        }
        case 'qconnect': {
          const { service, times, ...order } = request;
          return `${service}-${qconnect.fault({ ...late(order), ...order, times: count(times) }).id}`;
        }
        case 'sqs': {
          const { service, times, ...order } = request;
          return `${service}-${sqs.fault({ ...late(order), ...order, times: count(times) }).id}`;
        }
      }
    },
    remove(id) {
      const known = list().some((fault) => fault.id === id);
      const [service, number] = id.split('-');
      if (service === 'connect') connect.cancelFault(Number(number));
      if (service === 'qconnect') qconnect.cancelFault(Number(number));
      if (service === 'sqs') sqs.cancelFault(Number(number));
      armed.get(id)?.handle.remove();
      armed.delete(id);
      return known;
    },
    clear() {
      armed.clear();
      slack.faults.clear();
      qconnect.clearFaults();
      sqs.clearFaults();
      connect.clearFaults();
    },
  };
}

const count = (times: FaultRequest['times']) =>
  times === 'always' ? Number.POSITIVE_INFINITY : (times ?? 1);
const late = ({ kind }: { kind: string }) => (kind === 'delay' ? { ms: DEFAULT_DELAY_MS } : {});
const shown = (left: number) => (Number.isFinite(left) ? left : 'always');

function slackKind(request: SlackRequest): SlackFaultKind {
  const { kind, retryAfterSeconds, error, ms, beforeProcessing } = request;
  switch (kind) {
    case 'rate_limited':
      return { kind, retryAfterSeconds: retryAfterSeconds ?? 1 };
    case 'error':
      return { kind, error: error ?? 'internal_error' };
    case 'delay':
      return { kind, ms: ms ?? DEFAULT_DELAY_MS, beforeProcessing: beforeProcessing ?? false };
    default:
      return { kind };
  }
}

type Listable = {
  id: number;
  remaining: number;
  kind: string;
  operation?: string;
  probability?: number;
  ms?: number;
};

function listed(service: 'connect' | 'qconnect' | 'sqs', fault: Listable): ArmedFault {
  const { kind, operation: target = '*' } = fault;
  const left = shown(fault.remaining);
  return { id: `${service}-${fault.id}`, service, kind, target, left, detail: detailOf(fault) };
}

function detailOf(terms: {
  conversation?: string;
  ms?: number;
  probability?: number;
  error?: string;
  retryAfterSeconds?: number;
}): string {
  return [
    terms.conversation,
    terms.error,
    terms.ms === undefined ? undefined : `${terms.ms} ms`,
    terms.retryAfterSeconds === undefined ? undefined : `retry after ${terms.retryAfterSeconds} s`,
    terms.probability === undefined ? undefined : `${Math.round(terms.probability * 100)} %`,
  ]
    .filter(Boolean)
    .join(' · ');
}
