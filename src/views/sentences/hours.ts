import type { OpeningHours, Weekday } from '../../domain/policy/policy.ts';
import type { HoursQuestion } from '../../domain/policy/question.ts';
import type { ClockThere } from '../../domain/policy/time/clock-there.ts';
import type { OutsideHours } from '../../domain/policy/time/judge-hours.ts';
import { timeThereText } from './there.ts';

export const DAYS: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const NOT_KNOWN = "It isn't known what time it is there";

/** Below the number. */
export function timeThereNote(recipient: string, at: Date): string {
  const time = timeThereText(recipient, at);
  return time ? `It's ${time} there.` : `${NOT_KNOWN}.`;
}

/** The same as long as the same is asked, so a clock that goes on takes no tick away. */
export function hoursAskText({ number, closed, isNamed }: HoursQuestion): string {
  if (closed.kind === 'unknown')
    return `Contact ${number} ${isNamed ? 'then' : 'now'}, whatever time it is there`;
  const when = isNamed ? `on ${clockText(closed.there)}` : 'now';
  return `Contact ${number} ${when}, ${ruleBroken(closed)}`;
}

/** Below the question. */
export function hoursAskDetail({ closed, isNamed }: HoursQuestion): string {
  if (closed.kind === 'unknown') return `${NOT_KNOWN}.`;
  return `${isNamed ? "It's then" : "It's"} ${clockText(closed.there)} there.`;
}

/** Below the time that the form has filled in; Slack keeps what stood there before. */
export function nextOpenHint(closed: OutsideHours, isThere: boolean): string | undefined {
  const next = closed.kind === 'closed' ? closed.next : undefined;
  if (!next) return undefined;
  const when = clockText(next.there);
  return isThere
    ? `It opens there next on ${when}.`
    : `Filled in: when it opens there next, on ${when}. To send now, tick the line above.`;
}

/** Below the time that is offered where anything else is refused. */
export function offerHint(closed: OutsideHours): string {
  return `${hoursRefusalCause(closed)} Filled in: when it opens there next.`;
}

/** Why it may not go then, and what to do. */
export function hoursRefusalText(closed: OutsideHours, ask: string): string {
  if (closed.kind === 'unknown')
    return closed.outside === 'ask'
      ? `${NOT_KNOWN}, and the policy asks before anybody is contacted at an unknown hour. Press Try again to be asked.`
      : `${NOT_KNOWN}, and the policy allows nothing outside its hours. Enter another number of this person.`;
  const next = closed.next
    ? `Send it on ${clockText(closed.next.there)} there, or later, with Send at.`
    : `It isn't open there within 60 days. Ask ${ask}.`;
  return `${hoursRefusalCause(closed)} ${next}`;
}

/** Why it doesn't go at that time, and when it could. */
export function closedThereText(closed: OutsideHours): string {
  if (closed.kind === 'unknown') return `${NOT_KNOWN}.`;
  const { there, next } = closed;
  const opens = next ? ` It opens there next on ${clockText(next.there)}.` : '';
  return `At ${clockText(there)} there, it's ${ruleBroken(closed)}.${opens}`;
}

/** Below the time of what is scheduled, where another was chosen. */
export function rescheduleHint(closed: OutsideHours): string {
  const isFilled = closed.kind === 'closed' && closed.next !== undefined;
  const text = closedThereText(closed);
  return isFilled ? `${text} That is filled in. Ticked, it goes at the time that you chose.` : text;
}

function hoursRefusalCause(closed: OutsideHours): string {
  if (closed.kind === 'unknown') return `${NOT_KNOWN}.`;
  return `At ${clockText(closed.there)} there, it's ${ruleBroken(closed)}, which the policy ${closed.outside === 'refuse' ? "doesn't allow" : 'asks about'}.`;
}

function ruleBroken({ why, hours, there }: Extract<OutsideHours, { kind: 'closed' }>): string {
  switch (why) {
    case 'holiday':
      return 'on a holiday there';
    case 'day':
      return `on a day that is closed there (${DAYS[there.day]})`;
    case 'hour':
      return `outside ${spanText(hours)} there`;
  }
}

/** "08:00–21:00". */
export function spanText({ open: { from, to } }: Pick<OpeningHours, 'open'>): string {
  return `${timeText(from)}–${timeText(to)}`;
}

/** Fri 27 Nov, 06:12. */
function clockText({ date, day, minute }: ClockThere): string {
  const [, month, dayOfMonth] = date.split('-').map(Number);
  return `${DAYS[day].slice(0, 3)} ${dayOfMonth} ${MONTHS[(month ?? 1) - 1]}, ${timeText(minute)}`;
}

function timeText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
