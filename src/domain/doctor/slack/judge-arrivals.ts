import type { Finding } from '../finding.ts';

/** What Slack sends, by what people do. */
export const SENT = ['commands', 'interactions', 'events'] as const;
export type Sent = (typeof SENT)[number];

/** What of it the app has taken since it was started, each when it came last. */
export interface ArrivalFacts {
  startedAt: Date;
  lastAt: Partial<Record<Sent, Date>>;
  now: Date;
}

const NAMES: Record<Sent, string> = {
  commands: 'command',
  interactions: 'button, form or shortcut',
  events: 'event',
};

const TRY: Record<Sent, string> = {
  commands: 'type /reach-out',
  interactions: 'press a button of its',
  events: "open the app's Home tab",
};

/** Shows by which ways Slack reaches the app. What has not come yet may only not have happened. */
export function judgeArrivals({ startedAt, lastAt, now }: ArrivalFacts): Finding {
  const common = { area: 'Slack', check: 'arrivals', verdict: 'ok' } as const;
  const came = SENT.flatMap((sent) => {
    const at = lastAt[sent];
    return at ? [`${sent === 'events' ? 'an' : 'a'} ${NAMES[sent]} ${agoText(at, now)}`] : [];
  });
  const absent = SENT.filter((sent) => !lastAt[sent]);
  const since = `since the start ${agoText(startedAt, now)}`;
  const none = `no ${absent.map((sent) => NAMES[sent]).join(' and no ')} ${since}`;
  const parts = [...(came.length > 0 ? [came.join(', ')] : []), ...(absent.length > 0 ? [none] : [])];
  const says = `From Slack came ${parts.join('; ')}.`;
  if (absent.length === 0) return { ...common, says };
  return {
    ...common,
    says,
    next: `To see the rest come, ${absent.map((sent) => TRY[sent]).join(', ')}; then run doctor again.`,
  };
}

function agoText(at: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min ago`;
  return seconds < 2 * 86_400
    ? `${Math.round(seconds / 3600)} h ago`
    : `${Math.round(seconds / 86_400)} days ago`;
}

/** Where only the app that runs could know. */
export const NOT_COMPARED: Finding = {
  ...{ area: 'Slack', check: 'app-manifest', verdict: 'warning' },
  says: "Slash command, shortcuts, events, Home tab and request URL are not looked at: Slack shows an app's settings to no bot token.",
  next: 'Type /reach-out doctor in Slack, which shows what comes from there; or set SLACK_CONFIG_TOKEN, to compare them with the manifest.',
};
