import type { ActRefusal } from '../../domain/policy/may-act.ts';

/** More names than these are more than anybody asks. */
const MOST_NAMED = 3;

/** Whom to ask for what a person may not do themselves: "Only @Ada or an admin (@Grace) can stop it." */
export function actRefusalText(refusal: ActRefusal, what: string): string {
  if (refusal.kind === 'not_known')
    return "Slack couldn't be asked just now whether you are an admin, so nothing was done. Try again in a moment.";
  const { owner, named } = refusal;
  const others = named.slice(0, MOST_NAMED).map(mentionOf).join(', ');
  return `Only <@${owner}>${others && ` or an admin (${others})`} can ${what}.`;
}

/** A user or a user group. Source: Slack, "Formatting text for app surfaces". */
function mentionOf(id: string): string {
  return id.startsWith('S') ? `<!subteam^${id}>` : `<@${id}>`;
}
