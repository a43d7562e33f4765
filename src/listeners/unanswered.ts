import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { OUTDATED } from '../views/sentences/outdated.ts';
import type { Deps } from './deps.ts';
import { sayAtForm } from './say-at-form.ts';

/** Answers what no listener takes, at once and privately: it was made by another version of the app. */
export function answerTheRest(deps: Deps): Middleware<AnyMiddlewareArgs> {
  return async (args) => {
    await args.next();
    if (args.context.isAnswered()) return;
    if ('command' in args) return args.ack({ text: OUTDATED.wayIn, response_type: 'ephemeral' });
    if ('options' in args) return args.ack({ options: [] });
    if ('view' in args)
      return args.body.type === 'view_submission'
        ? args.ack(sayAtForm(args.view, OUTDATED.form))
        : args.ack();
    if (!('shortcut' in args || 'action' in args)) return;
    await args.ack();
    const { body } = args;
    const hasUrl = 'response_url' in body && body.response_url;
    const text = 'shortcut' in args ? OUTDATED.wayIn : hasUrl ? OUTDATED.message : OUTDATED.form;
    const tell = hasUrl
      ? args.respond({ text, response_type: 'ephemeral', replace_original: false })
      : deps.tell(body.user.id, text);
    await tell.catch((error) => deps.context.log.warn({ err: error }, 'the person could not be told'));
  };
}
