import { useEffect, useState } from 'react';
import { worldTime } from './block-kit/slack-date.ts';
import { useAct } from './state/sandbox.tsx';
import { ClockIcon } from './ui/icons.tsx';
import { MenuButton } from './ui/menu.tsx';

const MINUTE_MS = 60_000;

/** What the clock can be turned by, in minutes. */
const TURNS: Record<string, number> = { '+15 minutes': 15, '+1 hour': 60, '+1 day': 24 * 60 };

export type WorldClockProps = { turnedMs: number; viewer: { tz: string; locale: string } };

/** The time that app, Slack and Amazon Connect go by, where the person is; it can be turned forward, and back to now. */
export function WorldClock({ turnedMs, viewer }: WorldClockProps) {
  const act = useAct();
  const now = useMinute() + turnedMs;
  const items = Object.entries(TURNS).map(([label, minutes]) => ({
    label,
    onChoose: () => void act({ type: 'turnClock', minutes }),
  }));
  if (turnedMs > 0) items.push({ label: 'Back to now', onChoose: () => void act({ type: 'turnClockBack' }) });
  const { weekday, date, time } = worldTime(now, viewer);
  return (
    <MenuButton
      named
      label="Turn the world’s clock"
      className={`button world-clock${turnedMs > 0 ? ' world-clock-turned' : ''}`}
      items={items}
    >
      <ClockIcon />
      <span className="visually-hidden">Turn the world’s clock, </span>
      <time dateTime={new Date(now).toISOString()}>
        <span className="world-clock-day">
          {weekday}
          <span className="where-wide"> {date},</span>{' '}
        </span>
        {time}
      </time>
    </MenuButton>
  );
}

/** Now, by the machine; anew with each minute. */
function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), MINUTE_MS - (now % MINUTE_MS));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
