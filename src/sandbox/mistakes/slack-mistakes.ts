import * as z from 'zod';
import { seedIds } from '../slack/index.ts';
import type { Stage } from '../stage/stage.ts';
import type { Mistake } from './mistake.ts';

/** Came with conversations and with lists: an app that was installed before has neither. */
const LATE_SCOPES = ['reactions:write', 'files:read'];

const manifestSchema = z.looseObject({
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
});

export const SLACK_MISTAKES: readonly Mistake[] = [
  {
    id: 'scopes',
    area: 'Slack',
    title: `The app was installed before it asked for ${LATE_SCOPES.join(' and ')}.`,
    make({ slack, manifest }) {
      const now = manifestSchema.parse(manifest);
      const { scopes } = now.oauth_config;
      const bot = scopes.bot.filter((scope) => !LATE_SCOPES.includes(scope));
      slack.changeManifest({ ...now, oauth_config: { ...now.oauth_config, scopes: { ...scopes, bot } } });
      slack.installAgain();
      slack.changeManifest(now);
    },
    mend: ({ slack }) => slack.installAgain(),
    isMade: ({ slack }) => LATE_SCOPES.some((scope) => slack.scopes()?.has(scope) === false),
  },
  {
    id: 'membership',
    area: 'Slack',
    title: 'Reach Out was never invited into #support.',
    make: (stage) => setMember(stage, false),
    mend: (stage) => setMember(stage, true),
    isMade: ({ slack }) => !slack.conversation(seedIds.support).members.includes(seedIds.botUser),
  },
];

function setMember({ slack }: Stage, isIn: boolean): void {
  slack.setMembership(seedIds.support, seedIds.botUser, isIn);
}
