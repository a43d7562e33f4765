import { setTimeout as delay } from 'node:timers/promises';
import { type Json, stringAt } from '../json.ts';
import type { ResolvedOptions } from '../options.ts';
import { VERIFICATION_TOKEN } from '../payload-parts.ts';
import type { Workspace } from '../workspace.ts';
import type { Ack, Delivery, EventRetry } from './delivery.ts';

export type EventSenderOptions = {
  options: ResolvedOptions;
  workspace: Workspace;
  deliver: (delivery: Delivery) => Promise<Ack>;
  /** Aborted when the workspace stops: no redelivery after that. */
  stopped: AbortSignal;
};

/**
 * Send events with Slack's redeliveries: at once, after a minute, after five.
 * https://docs.slack.dev/apis/events-api#retries
 */
export function createEventSender({ options, workspace, deliver, stopped }: EventSenderOptions) {
  return async (event: Json): Promise<Ack | undefined> => {
    if (options.events && !options.events.has(subscriptionOf(event))) return undefined;
    const payload = envelope(workspace, event);
    const name = stringAt(event, 'type') ?? 'event';
    let ack = await deliver({ kind: 'events_api', name, payload });
    for (const [index, wait] of options.eventRetryDelaysMs.entries()) {
      const reason = retryReason(ack);
      if (!reason || stopped.aborted) return ack;
      if (wait > 0 && !(await waited(wait, stopped))) return ack;
      ack = await deliver({ kind: 'events_api', name, payload, retry: { num: index + 1, reason } });
    }
    return ack;
  };
}

/** The bot event to subscribe to; message events are told apart by their kind of conversation. */
function subscriptionOf(event: Json): string {
  const type = stringAt(event, 'type') ?? '';
  if (type !== 'message') return type;
  const kinds: Record<string, string> = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' };
  return `message.${kinds[stringAt(event, 'channel_type') ?? 'channel'] ?? 'channels'}`;
}

function envelope(workspace: Workspace, event: Json): Json {
  const { app, team } = workspace;
  const enterpriseId = team.enterprise?.id ?? null;
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: enterpriseId,
    api_app_id: app.id,
    event: { event_ts: workspace.nextTs(), ...event },
    type: 'event_callback',
    event_id: workspace.nextId('Ev'),
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: team.id,
        user_id: app.bot_user_id,
        is_bot: true,
        is_enterprise_install: team.isOrgWide === true,
      },
    ],
    is_ext_shared_channel: false,
    event_context: workspace.nextId('4-'),
  };
}

function retryReason(ack: Ack): EventRetry['reason'] | undefined {
  switch (ack.kind) {
    case 'timeout':
      return 'http_timeout';
    case 'unreachable':
      return 'connection_failed';
    case 'refused':
      return ack.noRetry ? undefined : 'http_error';
    case 'acknowledged':
      return undefined;
  }
}

/** False when the workspace stopped meanwhile. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal, ref: false });
    return true;
  } catch {
    return false;
  }
}
