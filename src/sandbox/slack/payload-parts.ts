import { payloadName } from './conversations.ts';
import type { Json } from './json.ts';
import type { Conversation, PersonRecord } from './types.ts';
import type { Workspace } from './workspace.ts';

/** The deprecated `token` of every payload; apps should look at the signature instead. */
export const VERIFICATION_TOKEN = 'sandbox-verification-token';

/** What every interactive payload begins with: https://docs.slack.dev/reference/interaction-payloads */
export function interactionParts(workspace: Workspace, person: PersonRecord): Json {
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.team_id },
    api_app_id: workspace.app.id,
    token: VERIFICATION_TOKEN,
    team: teamPart(workspace, person),
    enterprise: workspace.team.enterprise ?? null,
    is_enterprise_install: workspace.team.isOrgWide === true,
  };
}

export function channelPart(conversation: Conversation): Json {
  return { id: conversation.id, name: payloadName(conversation) };
}

/** Of an app of a whole organization, the workspace that the person is in. */
function teamPart({ team }: Workspace, person: PersonRecord): Json {
  const { id, domain, enterprise, isOrgWide } = team;
  return {
    ...{ id: isOrgWide ? person.team_id : id, domain },
    ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
  };
}
