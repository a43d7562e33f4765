import { type ReactNode, useId } from 'react';
import { moveByArrows } from './use-roving.ts';

export type Tab = { key: string; label: string; count?: number; content: () => ReactNode };
export type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  selected: string;
  onSelect: (key: string) => void;
};

/** https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  const id = useId();
  const current = tabs.find(({ key }) => key === selected) ?? tabs[0];
  return (
    <>
      <div
        className="tabs"
        role="tablist"
        aria-label={label}
        onKeyDown={(event) => moveByArrows(event, 'horizontal')}
      >
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            className="tab"
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            data-roving=""
            onClick={() => onSelect(tab.key)}
            onFocus={() => onSelect(tab.key)}
          >
            {tab.label}
            {tab.count ? <span className="count">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      <div className="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current?.key}`}>
        {current?.content()}
      </div>
    </>
  );
}
