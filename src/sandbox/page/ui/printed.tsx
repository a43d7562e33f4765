import type { ReactNode } from 'react';

/** Text as it was printed, in a box that scrolls: by keyboard too, so it takes the focus. */
export function Printed({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="json" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
