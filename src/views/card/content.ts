import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { isCall } from '../../domain/channels/registry.ts';
import { wordsOf } from '../../domain/contact/contact-request.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { note, plain } from '../kit.ts';
import { LONGEST_QUOTE } from '../limits.ts';
import type { Names } from '../names.ts';
import { KEPT_OUT } from '../sentences/conversation.ts';
import { chosenTemplate } from '../sentences/templates.ts';
import { truncate } from '../text.ts';

const MOST_LINES = 100;

/** Letter for letter: rich text formats, links and mentions only what it is told to. */
export function contentOf({ request }: ReachOut, { showsMessage }: Names): KnownBlock[] {
  const words = wordsOf(request);
  const { name, messageTemplateId: id } = (isCall(request) ? undefined : request.template) ?? {};
  const named: KnownBlock[] = name ? [{ type: 'context', elements: [literally(chosenTemplate(name))] }] : [];
  if (words && !showsMessage()) return [note(KEPT_OUT), ...named];
  if (words)
    return [
      ...richText({ type: 'rich_text_quote', elements: [{ type: 'text', text: shorten(words) }] }),
      ...named,
    ];
  if (!id) return [];
  const elements: RichTextElement[] = [
    { type: 'text', text: 'Template ' },
    { type: 'text', text: id, style: { code: true } },
  ];
  return richText({ type: 'rich_text_section', elements });
}

function literally(text: string) {
  return { ...plain(text), emoji: false };
}

function richText(element: RichTextBlockElement): KnownBlock[] {
  return [{ type: 'rich_text', elements: [element] }];
}

function shorten(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines;
  return truncate(shown.join('\n'), LONGEST_QUOTE);
}
