import type { WebClient } from '@slack/web-api';
import type { Directory } from '../connect/directory.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { ReachOutSettings } from '../domain/kernel/settings.ts';
import type { Channel } from '../domain/reach-out/reach-out.ts';
import { CHANNELS } from '../domain/reach-out/reach-out.ts';
import type { Access } from '../slack/access.ts';
import type { Membership } from '../slack/membership.ts';
import type { Names } from '../views/names.ts';

/** What listeners are made of. */
export interface Deps {
  context: Omit<Context, 'actor'>;
  settings: ReachOutSettings;
  directory: Directory;
  access: Access;
  membership: Membership;
  client: WebClient;
  names: Names;
  /** `https://….slack.com/`. */
  workspaceUrl(): string;
  /** The workspace that the app is installed in. */
  teamId(): string;
}

export function actingAs({ context }: Deps, userId: string): Context {
  return { ...context, actor: { kind: 'slack_user', userId } };
}

export function offeredChannels({ channels }: ReachOutSettings): Channel[] {
  return CHANNELS.filter((channel) => channels[channel]);
}
