import { useId } from 'react';
import type { Message } from '../../slack/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { JsonView } from '../ui/json-view.tsx';

/** A message as it is stored: what its metadata say, which no Slack client shows, and its blocks. */
export function MetadataDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const id = useId();
  const { metadata, blocks, ...rest } = message;
  return (
    <Dialog labelledBy={id} className="source" onCancel={onClose}>
      <header className="dialog-header">
        <h2 id={id}>Message {message.ts}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="dialog-body">
        <h3>Metadata</h3>
        <JsonView value={metadata} label="Metadata" />
        <h3>Blocks</h3>
        <JsonView value={blocks} label="Blocks" />
        <h3>The rest</h3>
        <JsonView value={rest} label="The rest of the message" />
      </div>
    </Dialog>
  );
}
