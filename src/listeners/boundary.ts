import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { whomToAsk } from '../domain/kernel/settings.ts';
import { TurnedAway } from '../domain/kernel/turned-away.ts';
import { BREAKDOWNS, type Breakdown, turnedAwayText } from '../views/sentences/breakdowns.ts';
import { OUTDATED } from '../views/sentences/outdated.ts';
import type { Deps } from './deps.ts';
import { Outdated } from './outdated.ts';
import { sayAtForm } from './say-at-form.ts';

/**
 * The one place where a listener's faults end: logged once, and told to the person. `tell` is how they
 * are reached there.
 */
export function guarded<Args>(
  { context: { log, settings } }: Pick<Deps, 'context'>,
  breakdown: Breakdown,
  tell: (args: Args, text: string, error: unknown) => Promise<unknown>,
  listener: (args: Args) => Promise<void>,
): (args: Args) => Promise<void> {
  return async (args) => {
    try {
      await listener(args);
    } catch (error) {
      const level = error instanceof Outdated ? 'warn' : 'error';
      log[level]({ err: error, door: breakdown }, 'listener failed');
      await tell(args, sentenceFor(error, breakdown, settings), error).catch((failure) =>
        log.warn({ err: failure, door: breakdown }, 'the person could not be told'),
      );
    }
  };
}

function sentenceFor(error: unknown, breakdown: Breakdown, settings: Deps['context']['settings']): string {
  const isForm = ['submission', 'settings', 'decline', 'form'].includes(breakdown);
  const { plain, markup } = whomToAsk(settings);
  if (error instanceof TurnedAway) return turnedAwayText(isForm ? plain : markup);
  if (error instanceof Outdated) return isForm ? OUTDATED.form : OUTDATED.message;
  return BREAKDOWNS[breakdown];
}

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
