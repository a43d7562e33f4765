/** Slack reads these three as markup. Source: Slack, "Formatting text for app surfaces". */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A user, a user group or a channel, by its id. Source: Slack, "Formatting text for app surfaces". */
export function mention(id: string): string {
  if (/^[UW]/.test(id)) return `<@${id}>`;
  return id.startsWith('S') ? `<!subteam^${id}>` : `<#${id}>`;
}

/** Escapes and shortens to so many characters of Slack's, never cutting through a character or an escape. */
export function escapeWithin(text: string, most: number): string {
  let escaped = '';
  for (const character of text) {
    const next = escapeText(character);
    if (escaped.length + next.length > most - 1) return `${escaped}…`;
    escaped += next;
  }
  return escaped;
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export function truncate(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** A time in the reader's own zone. Source: Slack, "Date formatting". */
export function slackDate(date: Date, format = '{date_short_pretty} at {time_secs}'): string {
  const fallback = `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(date.getTime() / 1000)}^${format}|${fallback}>`;
}

/** To the minute. */
export function momentText(at: Date): string {
  return slackDate(at, '{date_short_pretty} at {time}');
}

/** "1 h 2 min", "3 min 5 s", "12 s". */
export function duration(seconds: number): string {
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`;
  return `${rest} s`;
}
