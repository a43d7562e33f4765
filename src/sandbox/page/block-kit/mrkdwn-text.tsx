import { memo, type ReactNode, useMemo } from 'react';
import { type Directory, useDirectory } from './directory.ts';
import { Emoji } from './glyphs.tsx';
import { type Inline, type Paragraph, parseMrkdwn } from './mrkdwn.ts';
import { formatSlackDate } from './slack-date.ts';

/** Drawn anew only for another text: a conversation holds hundreds of them. */
export const MrkdwnText = memo(function MrkdwnText({ text }: { text: string }) {
  const paragraphs = useMemo(() => parseMrkdwn(text), [text]);
  const directory = useDirectory();
  return paragraphs.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text has no other order than its own
    <ParagraphView key={index} paragraph={paragraph} directory={directory} />
  ));
});

function ParagraphView({ paragraph, directory }: { paragraph: Paragraph; directory: Directory }) {
  if (paragraph.kind === 'preformatted') return <pre className="preformatted">{paragraph.text}</pre>;
  const content = inlines(paragraph.children, directory);
  return paragraph.kind === 'quote' ? (
    <blockquote className="quote">{content}</blockquote>
  ) : (
    <p className="lines">{content}</p>
  );
}

function inlines(nodes: readonly Inline[], directory: Directory): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: the text has no other order than its own
  return nodes.map((node, index) => <InlineView key={index} node={node} directory={directory} />);
}

function InlineView({ node, directory }: { node: Inline; directory: Directory }): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return <code className="code">{node.text}</code>;
    case 'bold':
      return <strong>{inlines(node.children, directory)}</strong>;
    case 'italic':
      return <em>{inlines(node.children, directory)}</em>;
    case 'strike':
      return <s>{inlines(node.children, directory)}</s>;
    case 'link':
      return <ExternalLink href={node.href}>{node.text}</ExternalLink>;
    case 'user':
      return <span className="mention">@{directory.personName(node.id) ?? node.label ?? node.id}</span>;
    case 'conversation':
      return (
        <span className="mention">#{directory.conversationName(node.id) ?? node.label ?? 'private'}</span>
      );
    case 'group':
      return <span className="mention">@{directory.groupName(node.id) ?? node.label ?? node.id}</span>;
    case 'broadcast':
      return <span className="mention">@{node.id}</span>;
    case 'date': {
      const time = formatSlackDate(node.seconds, node.format, directory.viewer);
      const shown = (
        <time dateTime={new Date(node.seconds * 1000).toISOString()} title={node.fallback}>
          {time}
        </time>
      );
      return node.href ? <ExternalLink href={node.href}>{shown}</ExternalLink> : shown;
    }
    case 'emoji':
      return <Emoji name={node.name} />;
  }
}

/** Opened only by a click: the page itself asks nothing of other machines. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  const safe = /^(https?|mailto|tel):/i.test(href);
  return safe ? (
    <a className="link" href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  );
}
