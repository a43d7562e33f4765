export type SwitchProps = { label: string; on: boolean; title?: string; onChange: (on: boolean) => void };

export function Switch({ label, on, title, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      className="switch"
      title={title}
      onClick={() => onChange(!on)}
    >
      <span className="switch-track" aria-hidden="true" />
      {label}
    </button>
  );
}
