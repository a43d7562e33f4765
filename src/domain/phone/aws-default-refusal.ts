/** Prefixes that Amazon Connect doesn't call by default. Source: Amazon Connect service quotas. */
const UNITED_KINGDOM = /^\+44(?:7|111|118|119|8|9)/;
const JAPAN_MOBILE = /^\+81[789]0/;

/** For voice only, with whom to ask: a warning where Amazon Connect refuses calls until a quota is raised, else nothing. */
export function awsDefaultRefusal(e164: string, ask: string): string | undefined {
  const prefix = UNITED_KINGDOM.exec(e164)?.[0] ?? JAPAN_MOBILE.exec(e164)?.[0];
  if (!prefix) return undefined;
  return `Amazon Connect doesn't call numbers beginning with ${prefix} until AWS raises a quota. If this call is refused, ask ${ask} to request it.`;
}
