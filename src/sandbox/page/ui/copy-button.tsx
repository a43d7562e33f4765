import { useState } from 'react';
import { CheckIcon, CopyIcon } from './icons.tsx';
import { useSay } from './toasts.tsx';

export type CopyButtonProps = { text: string; label: string; showLabel?: boolean };

export function CopyButton({ text, label, showLabel = false }: CopyButtonProps) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (!done) return say('The browser does not let this page copy.');
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <button
      type="button"
      className={showLabel ? 'button button-small' : 'icon-button'}
      aria-label={showLabel ? undefined : label}
      title={label}
      onClick={() => void copy()}
    >
      {copied ? <CheckIcon /> : <CopyIcon />}
      {showLabel ? (copied ? 'Copied' : label) : null}
    </button>
  );
}
