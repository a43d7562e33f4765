import type { App } from '@slack/bolt';
import * as actions from './actions/index.ts';
import { answerTheRest } from './boundary.ts';
import * as commands from './commands/index.ts';
import type { Deps } from './deps.ts';
import * as events from './events/index.ts';
import * as functions from './functions/index.ts';
import * as options from './options/index.ts';
import * as shortcuts from './shortcuts/index.ts';
import * as views from './views/index.ts';

export function register(app: App, deps: Deps): void {
  app.use(answerTheRest(deps));
  commands.register(app, deps);
  shortcuts.register(app, deps);
  views.register(app, deps);
  actions.register(app, deps);
  options.register(app, deps);
  events.register(app, deps);
  functions.register(app, deps);
}
