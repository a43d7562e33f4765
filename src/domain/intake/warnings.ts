import { channelOf, isCall } from '../channels/registry.ts';
import { type ContactRequest, wordsOf } from '../contact/contact-request.ts';
import { type ReachOutSettings, whomToAsk } from '../kernel/settings.ts';
import { contentTypeWarning } from './content-type.ts';
import { emojiCodeWarning } from './emoji.ts';

/** Sentences for the card: what may keep it from the recipient, and what of it may look otherwise than meant. */
export function warningsOf(request: ContactRequest, settings: ReachOutSettings): string[] {
  const channel = channelOf(request.channel);
  const ofNumber = channel.warningOf?.(request.recipient, whomToAsk(settings).plain);
  const isFree = channel.kind === 'chat' && !isCall(request) && request.initialMessage !== undefined;
  return [ofNumber, isFree && channel.freeTextWarning, ...lookWarnings(request)].filter(
    (warning) => typeof warning === 'string',
  );
}

/** Those that still hold once it has come through. */
export function lookWarnings(request: ContactRequest): string[] {
  const ofType =
    !isCall(request) &&
    request.initialMessage &&
    contentTypeWarning(request.initialMessage.contentType, request.channel);
  return [ofType, emojiCodeWarning(wordsOf(request) ?? '')].filter((warning) => typeof warning === 'string');
}
