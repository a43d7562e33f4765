import type { Ack, Delivery } from './delivery/delivery.ts';
import type { Faults } from './faults.ts';
import type { Json } from './json.ts';
import type { RequestLog } from './log.ts';
import type { ResolvedOptions } from './options.ts';
import type { ResponseTarget, ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { Uploads } from './uploads.ts';
import type { Workspace } from './workspace.ts';

/** What the parts of one simulated Slack share. */
export type SandboxContext = {
  options: ResolvedOptions;
  workspace: Workspace;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  uploads: Uploads;
  faults: Faults;
  log: RequestLog;
  /** Send one delivery to the app by the way that is set, and log it. */
  deliver: (delivery: Delivery) => Promise<Ack>;
  /** Send an event, with Slack's redeliveries, when the app subscribes to it; not awaited by anybody in Slack. */
  sendEvent: (event: Json) => Promise<Ack | undefined>;
  /** The URL for an answer to this target. */
  responseUrl: (target: ResponseTarget) => string;
  /** Where a file is downloaded, by its path. */
  fileUrl: (path: string) => string;
  /** Where an upload is sent. */
  uploadUrl: (ticket: string) => string;
  /** A ws:// URL for one Socket Mode connection. */
  socketUrl: () => string;
};
