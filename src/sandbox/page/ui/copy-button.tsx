import { useState } from 'react';
import { CheckIcon, CopyIcon } from './icons.tsx';

export type CopyButtonProps = { text: string; label: string; showLabel?: boolean };

export function CopyButton({ text, label, showLabel = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
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
