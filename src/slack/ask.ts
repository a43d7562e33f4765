import type { WebClient } from '@slack/web-api';
import type { Log } from '../domain/kernel/log.ts';
import type { Ask } from '../domain/kernel/settings.ts';
import { mention } from '../views/text.ts';

/**
 * How a person, a user group or a channel is named in a sentence. Where Slack does not tell its name, plain
 * text speaks of whoever runs Reach Out.
 */
export async function nameAsk(client: WebClient, id: string, log: Log): Promise<Ask> {
  const plain = await nameOf(client, id).catch((error) => {
    log.warn({ err: error }, 'REACH_OUT_ASK has no name that is known');
    return undefined;
  });
  const nameless = namelessAsk(id);
  return { ...nameless, ...(plain && { plain }) };
}

/** The same where nobody is asked for their name. */
export function namelessAsk(id: string): Ask {
  return { plain: 'whoever runs Reach Out', markup: mention(id) };
}

async function nameOf(client: WebClient, id: string): Promise<string | undefined> {
  if (/^[UW]/.test(id)) {
    const { user } = await client.users.info({ user: id });
    const name = user?.profile?.display_name || user?.real_name;
    return name && `@${name}`;
  }
  if (id.startsWith('S')) {
    const { usergroups = [] } = await client.usergroups.list({});
    const handle = usergroups.find((group) => group.id === id)?.handle;
    return handle && `@${handle}`;
  }
  const { channel } = await client.conversations.info({ channel: id });
  return channel?.name && `#${channel.name}`;
}
