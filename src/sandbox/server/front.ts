import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxParts } from '../act/sandbox-parts.ts';
import type { SandboxAbout, SandboxState } from '../page-api.ts';
import type { ActOrder } from './act-order.ts';
import type { Assets } from './bundle-page.ts';

/** What the server shows; there once everything has started. */
export type Front = {
  parts: SandboxParts;
  /** In which order pages act. */
  acts: ActOrder;
  state: () => SandboxState;
  about: () => SandboxAbout;
  assets: () => Promise<Assets>;
};

export type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL; front: Front };
