import type { Json } from '../json.ts';

/** The door of the app that a delivery knocks at; Socket Mode calls them the same in its envelopes. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

export type EventRetry = { num: number; reason: 'http_timeout' | 'http_error' | 'connection_failed' };

/** Something that Slack tells the app, independent of how it travels. */
export type Delivery = {
  kind: DeliveryKind;
  /** What the log calls it, such as `view_submission`. */
  name: string;
  payload: Json;
  retry?: EventRetry;
};

/** What became of a delivery, as Slack sees it. */
export type Ack =
  | {
      kind: 'acknowledged';
      /** Parsed JSON, a text, or undefined when the answer was empty. */
      body: unknown;
      /** The app answered an event with `x-slack-no-retry: 1`. */
      noRetry?: boolean;
    }
  | { kind: 'refused'; status: number; body: unknown; noRetry?: boolean }
  | { kind: 'timeout' }
  | { kind: 'unreachable'; reason: string };

/** A way to the app. */
export type Courier = (delivery: Delivery, deadlineMs: number) => Promise<Ack>;

/** The error codes that Slack shows to a person whose command or view could not be delivered. */
export function failureCode(ack: Ack): string {
  switch (ack.kind) {
    case 'timeout':
      return 'operation_timeout';
    case 'unreachable':
      return 'dispatch_failed';
    case 'refused':
      return ack.status >= 500 ? 'http_service_error' : 'http_client_error';
    case 'acknowledged':
      return 'invalid_response';
  }
}
