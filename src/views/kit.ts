import type { KnownBlock, Option, PlainTextElement } from '@slack/types';
import { LONGEST_OPTION } from './limits.ts';
import { truncate } from './text.ts';

export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}

export function option(label: string, value: string): Option & { text: PlainTextElement; value: string } {
  return { text: plain(truncate(label, LONGEST_OPTION)), value };
}

/** Text in Slack's markup, in which only what is marked up becomes a link. */
export function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}
