import { type FormEvent, useState } from 'react';
import { useAct } from '../state/sandbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { type FaultForm as Form, faultOf, KINDS, SERVICES, type Service, TARGETS } from './fault-words.ts';

const FIRST: Form = { service: 'connect', kind: 'throttle', target: '*', times: '1', seconds: '10' };

const TIMES = { '1': 'Once', '2': 'Twice', '5': 'Five times', always: 'Until removed' };

/** Arms one fault. */
export function FaultForm() {
  const act = useAct();
  const [form, setForm] = useState<Form>(FIRST);
  const change = (changes: Partial<Form>) => setForm((before) => ({ ...before, ...changes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act({ type: 'addFault', fault: faultOf(form) });
  };
  const targets = Object.fromEntries(
    TARGETS[form.service].map((target) => [target, target === '*' ? 'Any request' : target]),
  );
  return (
    <form className="fault-form" onSubmit={submit}>
      <Choice
        label="Where"
        value={form.service}
        options={SERVICES}
        onChange={(service) =>
          change({
            service: service as Service,
            target: '*',
            kind: Object.keys(KINDS[service as Service])[0] ?? '',
          })
        }
      />
      <Choice
        label="What goes wrong"
        value={form.kind}
        options={KINDS[form.service]}
        onChange={(kind) => change({ kind })}
      />
      <Choice
        label="With which request"
        value={form.target}
        options={targets}
        onChange={(target) => change({ target })}
      />
      <Choice label="How often" value={form.times} options={TIMES} onChange={(times) => change({ times })} />
      {form.kind === 'delay' ? (
        <label className="choice">
          <span>Seconds late</span>
          <input
            className="control"
            type="number"
            min="0.1"
            max="600"
            step="0.1"
            value={form.seconds}
            onChange={({ target }) => change({ seconds: target.value })}
          />
        </label>
      ) : null}
      <button type="submit" className="button button-primary">
        Arm it
      </button>
    </form>
  );
}
