import { judgeToken } from '../../../domain/doctor/slack/judge-token.ts';
import { createExaminer } from '../../../slack/examiner.ts';
import type { Asker } from '../asker.ts';
import type { Session } from '../session.ts';
import { type SlackApp, slackApp } from './slack-app.ts';

const BOT = 'SLACK_BOT_TOKEN';
const APP = 'SLACK_APP_TOKEN';
const SECRET = 'SLACK_SIGNING_SECRET';
const SLACK = 'https://slack.com/api/';

/** Asks for the tokens of the Slack app that are missing, and says how it is made. */
export async function chooseSlack(session: Session): Promise<void> {
  const { ask, say } = session;
  const hasWay = session.value(APP) || session.value(SECRET);
  // An app that is installed by OAuth has a token for each workspace.
  const hasToken = session.value(BOT) || session.value('SLACK_CLIENT_ID');
  if (!ask || (hasToken && hasWay)) return;
  const way = hasWay ? (session.value(APP) ? 'socket' : 'http') : await chooseWay(ask);
  if (way === 'later') return say('Run setup again once the Slack app is there.');
  const hasConversations = session.value('CONNECT_MESSAGES_TOPIC_ARN') !== undefined;
  const host = way === 'http' ? await askHost(ask) : undefined;
  const app = slackApp({ hasConversations, ...(host && { host }) });
  say(`Create the app in Slack: ${linkTo(app)}`);
  say(`Choose "From a manifest" there, and paste ${app.file}${host ? ` with ${host} for YOUR-HOST` : ''}.`);
  say('Then press "Install to Workspace" under "Install App".');
  if (!hasToken)
    session.answer(
      BOT,
      await ask.secret('Bot User OAuth Token ("Install App"), xoxb-…:', (typed) =>
        judgeBotToken(typed, app, session.value('SLACK_API_URL') ?? SLACK),
      ),
    );
  if (hasWay) return;
  if (way === 'socket')
    session.answer(
      APP,
      await ask.secret(
        'App-level token with connections:write ("Basic Information", "App-Level Tokens"), xapp-…:',
        (typed) => (typed.startsWith('xapp-') ? undefined : 'It begins with xapp-.'),
      ),
    );
  else
    session.answer(
      SECRET,
      await ask.secret('Signing secret ("Basic Information", "App Credentials"):', (typed) =>
        typed ? undefined : 'Copy it from "App Credentials".',
      ),
    );
}

function chooseWay(ask: Asker): Promise<'socket' | 'http' | 'later'> {
  return ask.select('How does Slack reach Reach Out?', [
    { name: 'Socket Mode: no public address is needed', value: 'socket' },
    { name: 'HTTP: at an address of yours', value: 'http' },
    { name: 'Later, or by "slack run"', value: 'later' },
  ]);
}

function askHost(ask: Asker): Promise<string> {
  return ask.text('Under which host will Slack reach it, such as reach-out.example.com?', {
    check: (typed) =>
      /^[\w-]+(\.[\w-]+)+(:\d+)?$/.test(typed)
        ? undefined
        : 'Type the host alone, without https:// and path.',
  });
}

/** A terminal that knows links opens the form with the manifest filled in. */
function linkTo({ url }: SlackApp): string {
  return `\u001B]8;;${url}\u001B\\https://api.slack.com/apps?new_app=1\u001B]8;;\u001B\\`;
}

/** What Slack refuses. What it can't say now, doctor will. */
async function judgeBotToken(typed: string, app: SlackApp, apiUrl: string): Promise<string | undefined> {
  if (!typed.startsWith('xoxb-')) return 'It begins with xoxb-: copy the Bot User OAuth Token.';
  const answer = await createExaminer({ botToken: typed, apiUrl }).token();
  if (answer.kind !== 'refused') return undefined;
  const [finding] = judgeToken(answer, app);
  return [finding?.says, finding?.cause, finding?.next].filter(Boolean).join(' ');
}
