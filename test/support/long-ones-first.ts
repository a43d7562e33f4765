import { createRequire } from 'node:module';

// What its types say is true of the CommonJS form only.
const { default: TestSequencer } = createRequire(import.meta.url)(
  '@jest/test-sequencer',
) as typeof import('@jest/test-sequencer');

type Tests = Parameters<InstanceType<typeof TestSequencer>['sort']>[0];

/** Files that wait for processes, browsers or the passing of seconds, for half a minute and more. */
const LONG = [
  ...[
    'torture',
    'sandbox/browser',
    'sandbox/main',
    'start',
    'store/embedded',
    'promises/fault',
    'promises/notes',
  ],
  ...['flows/conversation-in', 'flows/conversation-o', 'flows/edit-pace', 'flows/events', 'flows/pacing'],
  ...['flows/slack-trouble', 'flows/connect-trouble', 'flows/home.', 'flows/many.'],
].map((name) => `/test/${name}`);

/** What is long begins first, so that no worker is left alone with it, even where jest knows no times yet. */
export default class LongOnesFirst extends TestSequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    const isLong = ({ path }: Tests[number]) => LONG.some((name) => path.includes(name));
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
