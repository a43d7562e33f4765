import type { ReactNode } from 'react';
import { type Json, objectAt, objectsAt, stringAt } from '../../slack/json.ts';
import { type Directory, useDirectory } from './directory.ts';
import { Emoji } from './glyphs.tsx';
import { ExternalLink } from './mrkdwn-text.tsx';
import { formatSlackDate } from './slack-date.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function RichText({ block }: { block: Json }) {
  return objectsAt(block, 'elements').map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rich text has no ids
    <RichTextPart key={index} element={element} />
  ));
}

function RichTextPart({ element }: { element: Json }) {
  const directory = useDirectory();
  const parts = objectsAt(element, 'elements');
  switch (element.type) {
    case 'rich_text_quote':
      return <blockquote className="quote">{spans(parts, directory)}</blockquote>;
    case 'rich_text_preformatted':
      return <pre className="preformatted">{spans(parts, directory)}</pre>;
    case 'rich_text_list': {
      const items = parts.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rich text has no ids
        <li key={index}>{spans(objectsAt(item, 'elements'), directory)}</li>
      ));
      return element.style === 'ordered' ? (
        <ol className="list">{items}</ol>
      ) : (
        <ul className="list">{items}</ul>
      );
    }
    default:
      return <p className="lines">{spans(parts, directory)}</p>;
  }
}

function spans(parts: readonly Json[], directory: Directory): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: rich text has no ids
  return parts.map((part, index) => <span key={index}>{styled(part, content(part, directory))}</span>);
}

function content(part: Json, directory: Directory): ReactNode {
  const text = stringAt(part, 'text') ?? '';
  switch (part.type) {
    case 'link': {
      const url = stringAt(part, 'url') ?? '';
      return <ExternalLink href={url}>{text || url}</ExternalLink>;
    }
    case 'emoji':
      return <Emoji name={stringAt(part, 'name') ?? ''} />;
    case 'user': {
      const id = stringAt(part, 'user_id') ?? '';
      return <span className="mention">@{directory.personName(id) ?? id}</span>;
    }
    case 'channel': {
      const id = stringAt(part, 'channel_id') ?? '';
      return <span className="mention">#{directory.conversationName(id) ?? 'private'}</span>;
    }
    case 'usergroup': {
      const id = stringAt(part, 'usergroup_id') ?? '';
      return <span className="mention">@{directory.groupName(id) ?? id}</span>;
    }
    case 'broadcast':
      return <span className="mention">@{stringAt(part, 'range')}</span>;
    case 'date':
      return formatSlackDate(Number(part.timestamp), stringAt(part, 'format') ?? '', directory.viewer);
    default:
      return text;
  }
}

function styled(part: Json, inner: ReactNode): ReactNode {
  const style = objectAt(part, 'style');
  let shown = inner;
  if (style?.code) shown = <code className="code">{shown}</code>;
  if (style?.bold) shown = <strong>{shown}</strong>;
  if (style?.italic) shown = <em>{shown}</em>;
  if (style?.strike) shown = <s>{shown}</s>;
  return shown;
}
