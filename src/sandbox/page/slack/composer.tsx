import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { SlashCommand } from '../../page-api.ts';
import { useDraft } from '../state/preference.ts';
import { SendIcon } from '../ui/icons.tsx';
import { completionOf } from './completion.ts';

export type ComposerProps = {
  label: string;
  commands: readonly SlashCommand[];
  /** Beside the text: the menu of shortcuts. */
  tools?: ReactNode;
  /** What it is written for: the text that is not sent yet is kept by it. */
  draft: string;
  /** One begins to write here when the page opens, and when one comes from the list of conversations. */
  focusOnLoad?: boolean;
  onSend: (text: string) => void;
};

const LINES = 8;

/** Where one writes: Enter sends, Shift+Enter begins a line, a slash offers commands. */
export function Composer({ label, commands, tools, draft, focusOnLoad = false, onSend }: ComposerProps) {
  const [text, setText] = useDraft(draft);
  const [active, setActive] = useState(0);
  const [hushed, setHushed] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const completion = hushed ? undefined : completionOf(text, commands);
  const offered = completion?.kind === 'commands' ? completion.commands : [];
  const picked = offered[Math.min(active, offered.length - 1)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, LINES * 22)}px`;
  }, [text]);

  useEffect(() => {
    const { activeElement, body } = document;
    const isFree = activeElement === body || activeElement?.closest('.sidebar');
    if (focusOnLoad && isFree) area.current?.focus({ preventScroll: true });
  }, [focusOnLoad]);

  const change = (next: string) => {
    setText(next);
    setActive(0);
    setHushed(false);
  };
  const complete = ({ command }: SlashCommand) => {
    change(`${command} `);
    area.current?.focus();
  };
  const send = () => {
    if (text.trim() === '') return;
    onSend(text.trim());
    change('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered.length > 0) setActive((active + step + offered.length) % offered.length);
    else if (event.key === 'Tab' && picked && !event.shiftKey && text !== `${picked.command} `)
      complete(picked);
    else if (event.key === 'Escape' && completion) setHushed(true);
    else if (event.key === 'Enter' && !event.shiftKey) {
      if (picked && text !== picked.command) complete(picked);
      else send();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="composer">
      {offered.length > 0 ? (
        <div className="completion" id={`${id}-list`} role="listbox" aria-label="Commands">
          {offered.map((command) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text field hears the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the text field keeps the focus and points here
            <div
              key={command.command}
              id={`${id}-${command.command}`}
              role="option"
              aria-selected={command === picked}
              className="completion-item"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => complete(command)}
            >
              <span className="completion-name">
                <strong>{command.command}</strong>{' '}
                <span className="completion-usage">{command.usageHint}</span>
              </span>
              <span className="completion-description">{command.description}</span>
            </div>
          ))}
        </div>
      ) : null}
      {completion?.kind === 'usage' ? (
        <p className="usage" role="status">
          <strong>{completion.command.command}</strong> {completion.command.usageHint}
        </p>
      ) : null}
      <div className="composer-box">
        <textarea
          ref={area}
          rows={1}
          className="composer-text"
          aria-label={label}
          placeholder={label}
          value={text}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={offered.length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={picked ? `${id}-${picked.command}` : undefined}
          onChange={({ target }) => change(target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setHushed(true)}
          onFocus={() => setHushed(false)}
        />
        <div className="composer-tools">
          {tools}
          <button
            type="button"
            className="icon-button send"
            aria-label="Send message"
            title="Send"
            disabled={text.trim() === ''}
            onClick={send}
          >
            <SendIcon />
          </button>
        </div>
      </div>
    </div>
  );
}
