import type { MistakeState } from '../../page-api.ts';
import { useAct } from '../state/sandbox.tsx';
import { Switch } from '../ui/switch.tsx';

const AREAS: MistakeState['area'][] = ['Slack', 'Amazon Connect', 'Pipeline', 'App'];

/** What can be wrong with the set-up; each can be made and mended. */
export function MistakeList({ mistakes }: { mistakes: readonly MistakeState[] }) {
  const act = useAct();
  const made = mistakes.filter(({ isMade }) => isMade).length;
  return (
    <section className="panel-section">
      <h3>Mistakes in the set-up</h3>
      <p className="panel-text">
        {made === 0
          ? 'None. Switch some on, and let an admin ask '
          : `${made} of ${mistakes.length}. Let an admin ask `}
        <code>/reach-out doctor</code>, then mend them here.
      </p>
      {AREAS.map((area) => (
        <fieldset key={area} className="mistakes">
          <legend>{area}</legend>
          {mistakes
            .filter((one) => one.area === area)
            .map(({ id, title, isMade }) => (
              <Switch
                key={id}
                label={title}
                on={isMade}
                onChange={(on) => void act({ type: 'mistake', id, made: on })}
              />
            ))}
        </fieldset>
      ))}
      <div className="mistakes-all">
        <button
          type="button"
          className="button"
          disabled={made === 0}
          onClick={() => void act({ type: 'mistake', made: false })}
        >
          Mend all
        </button>
        <button
          type="button"
          className="button"
          disabled={made === mistakes.length}
          onClick={() => void act({ type: 'mistake', made: true })}
        >
          Make all
        </button>
      </div>
    </section>
  );
}
