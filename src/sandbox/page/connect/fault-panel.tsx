import type { SandboxState } from '../../page-api.ts';
import { useAct } from '../state/sandbox.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { FaultForm } from './fault-form.tsx';
import { KINDS, SERVICES } from './fault-words.ts';
import { MistakeList } from './mistake-list.tsx';

/** What shall go wrong, and what waits to. */
export function FaultPanel({ state: { faults, mistakes } }: { state: SandboxState }) {
  const act = useAct();
  return (
    <div className="panel-body">
      <section className="panel-section">
        <h3>Break something on purpose</h3>
        <p className="panel-text">It strikes the next request that fits. Then see what a person is told.</p>
        <FaultForm />
      </section>
      <section className="panel-section">
        <h3>Armed</h3>
        {faults.length === 0 ? (
          <p className="panel-text">Nothing: each request is answered as it should be.</p>
        ) : null}
        <ul className="armed">
          {faults.map(({ id, service, kind, target, left, detail }) => (
            <li key={id}>
              <div>
                <strong>{KINDS[service][kind] ?? kind}</strong>
                <span className="armed-where">
                  {SERVICES[service]} · {target === '*' ? 'any request' : target}
                  {detail ? ` · ${detail}` : ''} · {left === 'always' ? 'until removed' : `${left} more`}
                </span>
              </div>
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove: ${KINDS[service][kind] ?? kind}`}
                onClick={() => void act({ type: 'removeFault', id })}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
        {faults.length > 1 ? (
          <button type="button" className="button" onClick={() => void act({ type: 'clearFaults' })}>
            Remove all
          </button>
        ) : null}
      </section>
      <MistakeList mistakes={mistakes} />
    </div>
  );
}
