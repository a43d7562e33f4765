import type { Finding } from '../finding.ts';
import { judgeTrouble, type SlackAnswer } from './answer.ts';

/** What of an app's settings decides whether Reach Out works, as a manifest says it. */
export interface AppSettings {
  commands: readonly string[];
  /** callback_ids behind their type. */
  shortcuts: readonly string[];
  events: readonly string[];
  functions: readonly string[];
  hasHome: boolean;
  isInteractive: boolean;
  usesSocket: boolean;
  /** Where Slack sends to; none over Socket Mode. */
  urls: readonly string[];
}

const NEXT_BY_ERROR: Record<string, string> = {
  app_not_found: 'Make one for the workspace that the app was created in.',
  token_expired: 'Such a token is good for 12 hours: generate another on https://api.slack.com/apps.',
};

const LISTS = [
  ['slash-command', 'commands', 'slash command'],
  ['shortcuts', 'shortcuts', 'shortcut'],
  ['events', 'events', 'event'],
  ['workflow-step', 'functions', 'workflow step'],
] as const;

/** Of messages that people write, and what they put to them. */
const OF_CONVERSATIONS = /^(?:message\.|reaction_)/;

/** What the app's settings lack of what the manifest in force (`file`) says, a line for each kind. */
export function judgeManifest(
  answer: SlackAnswer<AppSettings>,
  { file, settings }: { file: string; settings: AppSettings },
): Finding[] {
  const common = { area: 'Slack', check: 'app-manifest' } as const;
  const cause = 'The app was made from another manifest, or changed since.';
  const next = `Paste ${file} under "App Manifest" on your app's page, and reinstall the app if Slack asks for it.`;
  if (answer.kind === 'refused')
    return [
      {
        ...{ ...common, verdict: 'warning', says: "The app's settings were not compared with its manifest." },
        cause: `Slack refuses SLACK_CONFIG_TOKEN (${answer.error}).`,
        next:
          NEXT_BY_ERROR[answer.error] ??
          'Generate an app configuration token on https://api.slack.com/apps, as somebody who may change the app.',
      },
    ];
  if (answer.kind !== 'told')
    return [judgeTrouble('app-manifest', answer, "whether the app's settings are those of its manifest")];
  const found = answer.facts;
  const lists = LISTS.map(([check, list, name]): Finding => {
    const missing = settings[list].filter((one) => !found[list].includes(one));
    const said = missing.length > 0 ? missing : settings[list];
    const named = `${said.length === 1 ? name : `${name}s`} ${said.join(', ')}`;
    return missing.length > 0
      ? { area: 'Slack', check, verdict: 'failure', says: `The app has no ${named}.`, cause, next }
      : { area: 'Slack', check, verdict: 'ok', says: `The app has the ${named}.` };
  });
  const switches = [
    ['app-home', found.hasHome, 'The Home tab is'],
    ['interactivity', found.isInteractive, 'Interactivity, for buttons and forms, is'],
  ] as const;
  return [
    ...lists,
    ...judgeMore(found.events, settings.events, next),
    ...switches.map(
      ([check, isOn, what]): Finding =>
        isOn
          ? { area: 'Slack', check, verdict: 'ok', says: `${what} on.` }
          : { area: 'Slack', check, verdict: 'failure', says: `${what} off.`, cause, next },
    ),
    judgeDelivery(found, settings, next),
  ];
}

/** Events that nobody reads: Slack would send the app what people write. */
function judgeMore(found: readonly string[], wanted: readonly string[], next: string): Finding[] {
  const more = found.filter((event) => OF_CONVERSATIONS.test(event) && !wanted.includes(event));
  if (more.length === 0) return [];
  return [
    {
      ...{ area: 'Slack', check: 'events', verdict: 'warning' },
      says: `Slack sends the app more than it reads: ${more.join(', ')}.`,
      cause: 'The app was installed with conversations, which CONNECT_MESSAGES_TOPIC_ARN switches on.',
      next: `Set CONNECT_MESSAGES_TOPIC_ARN, or do without: ${next.charAt(0).toLowerCase()}${next.slice(1)}`,
    },
  ];
}

function judgeDelivery({ usesSocket }: AppSettings, wanted: AppSettings, next: string): Finding {
  const common = { area: 'Slack', check: 'delivery' } as const;
  const says = usesSocket ? 'Slack sends through a socket (Socket Mode).' : 'Slack sends by HTTP.';
  if (usesSocket === wanted.usesSocket) return { ...common, verdict: 'ok', says };
  return {
    ...{ ...common, verdict: 'failure', says },
    cause: wanted.usesSocket
      ? 'SLACK_APP_TOKEN is set, so Reach Out waits at a socket, through which nothing comes.'
      : 'SLACK_APP_TOKEN is not set, so Reach Out waits for HTTP, by which nothing comes.',
    next: wanted.usesSocket
      ? `Switch Socket Mode on, or unset SLACK_APP_TOKEN. ${next}`
      : `Switch Socket Mode off, or set SLACK_APP_TOKEN. ${next}`,
  };
}
