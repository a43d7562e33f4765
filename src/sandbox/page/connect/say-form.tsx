import type { FormEvent } from 'react';
import { useDraft } from '../state/preference.ts';
import { SendIcon } from '../ui/icons.tsx';

export type SayFormProps = {
  label: string;
  /** What the text that is not said yet is kept by. */
  draft: string;
  onSay: (text: string) => void;
};

/** One line to be said in somebody's place. */
export function SayForm({ label, draft, onSay }: SayFormProps) {
  const [text, setText] = useDraft(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    onSay(text.trim());
    setText('');
  };
  return (
    <form className="say" onSubmit={submit}>
      <input
        className="control"
        aria-label={label}
        placeholder={label}
        value={text}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <button
        type="submit"
        className="icon-button send"
        aria-label={`Send: ${label}`}
        disabled={text.trim() === ''}
      >
        <SendIcon />
      </button>
    </form>
  );
}
