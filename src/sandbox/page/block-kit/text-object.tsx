import { Fragment } from 'react';
import { type Json, stringAt } from '../../slack/json.ts';
import { Emoji } from './glyphs.tsx';
import { MrkdwnText } from './mrkdwn-text.tsx';

/** A text object of Block Kit: mrkdwn, or plain text in which only emoji are read. */
export function TextObject({ object }: { object: Json | undefined }) {
  const text = stringAt(object, 'text');
  if (text === undefined) return null;
  if (object?.type === 'mrkdwn') return <MrkdwnText text={text} />;
  return object?.emoji === false ? text : <PlainText text={text} />;
}

function PlainText({ text }: { text: string }) {
  return text.split(/(:[a-z0-9_+'-]*[a-z+][a-z0-9_+'-]*:)/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text has no other order than its own
    <Fragment key={index}>{index % 2 === 1 ? <Emoji name={part.slice(1, -1)} /> : part}</Fragment>
  ));
}

/** The words alone, for labels that assistive technology reads. */
export function plainOf(object: Json | undefined): string {
  return stringAt(object, 'text') ?? '';
}
