const DAY_MS = 86_400_000;

type Viewer = {
  tz: string;
  locale: string;
  /** How far the clock that they live by is ahead of the machine's. */
  turnedMs?: number;
};
type Options = Intl.DateTimeFormatOptions;

const DATE_FORMATS: Record<string, Options> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** `<!date^…>` in the zone of the person who reads. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export function formatSlackDate(
  seconds: number,
  format: string,
  viewer: Viewer,
  now = nowOf(viewer),
): string {
  const time = new Date(seconds * 1000);
  return format.replaceAll(/\{(\w+)\}/g, (whole, token: string) => {
    const pretty = token.endsWith('_pretty');
    const options = DATE_FORMATS[pretty ? token.slice(0, -'_pretty'.length) : token];
    if (!options) return whole;
    return (pretty && dayName(time, now, viewer)) || show(time, options, viewer);
  });
}

/** The time of day, for message lists. */
export function timeOfDay(ms: number, viewer: Viewer, seconds = false): string {
  return show(new Date(ms), DATE_FORMATS[seconds ? 'time_secs' : 'time'] ?? {}, viewer);
}

/** "Today", "Yesterday" or the whole date, for the lines between days. */
export function dayHeading(ms: number, viewer: Viewer, now = nowOf(viewer)): string {
  const time = new Date(ms);
  const near = dayName(time, now, viewer);
  return near
    ? near.charAt(0).toUpperCase() + near.slice(1)
    : show(time, DATE_FORMATS.date_long ?? {}, viewer);
}

/** Of the world's clock: "Fri", "Nov 27" and "4:05 PM". */
export function worldTime(ms: number, viewer: Viewer): { weekday: string; date: string; time: string } {
  const weekday = show(new Date(ms), { weekday: 'short' }, viewer);
  const date = show(new Date(ms), { month: 'short', day: 'numeric' }, viewer);
  return { weekday, date, time: timeOfDay(ms, viewer) };
}

function nowOf({ turnedMs = 0 }: Viewer): number {
  return Date.now() + turnedMs;
}

function dayName(time: Date, now: number, viewer: Viewer): string | undefined {
  const day = (ms: number) => show(new Date(ms), DATE_FORMATS.date_num ?? {}, viewer);
  const given = day(time.getTime());
  if (given === day(now)) return 'today';
  if (given === day(now - DAY_MS)) return 'yesterday';
  return given === day(now + DAY_MS) ? 'tomorrow' : undefined;
}

/** By what they are made of: to make one takes a browser longer than all else that a message shows. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The words of the page are English, so dates are too; the order of day and month is the person's own. */
function show(time: Date, options: Options, { tz, locale }: Viewer): string {
  const language = locale.startsWith('en') ? locale : 'en-GB';
  // "9:05 AM", but "09:05".
  const hour = options.hour && language !== 'en-US' ? { hour: '2-digit' as const } : {};
  const made = { ...options, ...hour, timeZone: tz };
  const key = JSON.stringify([language, made]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, made);
  formats.set(key, format);
  return format.format(time);
}
