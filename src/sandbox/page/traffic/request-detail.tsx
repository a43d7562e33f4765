import { useEffect, useState } from 'react';
import type { RequestDetail as Detail, RequestRow } from '../../page-api.ts';
import { useAct } from '../state/sandbox.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { unfold } from './unfold.ts';

/** One request whole; fetched when it is chosen, because the lines alone are many. */
export function RequestDetail({ row }: { row: RequestRow }) {
  const act = useAct();
  const detail = useDetail(row.id);
  return (
    <section className="request-detail" aria-label={`Request ${row.name}`}>
      <header>
        <h3>{row.name}</h3>
        {row.redeliverable ? (
          <button
            type="button"
            className="button button-small"
            title="Send it to the app again, freshly signed"
            onClick={() => void act({ type: 'redeliver', request: row.id })}
          >
            Deliver again
          </button>
        ) : null}
        {detail ? <CopyButton text={detail.asCurl} label="Copy as curl" showLabel /> : null}
      </header>
      {row.faults.length > 0 ? (
        <ul className="banner banner-bad">
          {row.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      ) : null}
      {detail ? (
        <div className="request-bodies">
          <div>
            <h4>Sent</h4>
            <JsonView value={unfold(detail.body)} label="Sent" />
          </div>
          <div>
            <h4>Answered</h4>
            <JsonView value={unfold(detail.response)} label="Answered" />
          </div>
        </div>
      ) : null}
    </section>
  );
}

function useDetail(id: number): Detail | undefined {
  const [detail, setDetail] = useState<Detail>();
  useEffect(() => {
    let current = true;
    const load = async () => {
      const response = await fetch(`/api/requests/${id}`).catch(() => undefined);
      const loaded = response?.ok ? ((await response.json()) as Detail) : undefined;
      if (current) setDetail(loaded);
    };
    void load();
    return () => {
      current = false;
    };
  }, [id]);
  return detail?.id === id ? detail : undefined;
}
