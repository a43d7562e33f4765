import { useEffect, useRef } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import type { Json } from '../../slack/json.ts';
import { useDirectory } from './directory.ts';
import { formatSlackDate } from './slack-date.ts';

/** Block types that Reach Out does not use (tables, videos, charts, …), shown by a library that knows them all. */
export function OtherBlock({ block }: { block: Json }) {
  const holder = useRef<HTMLDivElement>(null);
  const { viewer, personName } = useDirectory();
  // The library gives the same id to every message; on a page an id must be there once.
  useEffect(() => {
    holder.current?.querySelector('#slack_blocks_to_jsx')?.removeAttribute('id');
  });
  return (
    <div ref={holder} className="other-block">
      <Message
        blocks={[block as unknown as Block]}
        logo=""
        name=""
        withoutWrapper
        hooks={{
          user: ({ id }) => <span className="mention">@{personName(id) ?? id}</span>,
          date: ({ timestamp, format }) => formatSlackDate(Number(timestamp), format, viewer),
        }}
      />
    </div>
  );
}
