import { type FormEvent, useId, useState } from 'react';
import type { SandboxState, WorkflowStep } from '../../page-api.ts';
import type { Parameter } from '../../slack/index.ts';
import { useAct, useSandbox } from '../state/sandbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { CloseIcon } from '../ui/icons.tsx';

export type RunStepProps = { step: WorkflowStep; as: string; conversation: string; onClose: () => void };

/** A workflow of one step, the app's: what its author has filled in, or whoever runs it. */
export function RunStep({ step, as, conversation, onClose }: RunStepProps) {
  const { state } = useSandbox();
  const act = useAct();
  const id = useId();
  const [inputs, setInputs] = useState(() => firstInputs(step, state, { as, conversation }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    void act({ type: 'runStep', as, callbackId: step.callbackId, inputs });
  };
  return (
    <Dialog labelledBy={id} onCancel={onClose}>
      <form className="modal-form" onSubmit={submit}>
        <header className="dialog-header">
          <h2 id={id}>Run a workflow</h2>
          <span className="dialog-app">Step: {step.title}</span>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <CloseIcon />
          </button>
        </header>
        <div className="dialog-body">
          <p className="panel-text">{step.description}</p>
          {step.inputs.map((parameter) => (
            <Input
              key={parameter.name}
              parameter={parameter}
              options={optionsOf(parameter, state)}
              value={inputs[parameter.name] ?? ''}
              onChange={(value) => setInputs((before) => ({ ...before, [parameter.name]: value }))}
            />
          ))}
        </div>
        <footer className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary">
            Run
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

type InputProps = {
  parameter: Parameter;
  options: Record<string, string> | undefined;
  value: string;
  onChange: (value: string) => void;
};

function Input({ parameter: { title, description, is_required }, options, value, onChange }: InputProps) {
  if (options) return <Choice label={title} value={value} options={options} onChange={onChange} />;
  return (
    <label className="choice">
      <span>{title}</span>
      <input
        className="control"
        value={value}
        placeholder={description}
        required={is_required}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}

/** What can be picked, by value and label; undefined where it is typed. */
function optionsOf(
  { type, ...parameter }: Parameter,
  state: SandboxState,
): Record<string, string> | undefined {
  if (type === 'slack#/types/user_id')
    return Object.fromEntries(state.people.map(({ id, real_name }) => [id, real_name]));
  if (type === 'slack#/types/channel_id') {
    const channels = state.conversations.filter(({ kind }) => kind === 'public' || kind === 'private');
    return Object.fromEntries(channels.map(({ id, name }) => [id, `#${name}`]));
  }
  const titleOf = (value: string) => parameter.choices?.find((one) => one.value === value)?.title ?? value;
  return parameter.enum && Object.fromEntries(parameter.enum.map((value) => [value, titleOf(value)]));
}

/** Here, and on behalf of whoever runs it. */
function firstInputs(
  step: WorkflowStep,
  state: SandboxState,
  { as, conversation }: { as: string; conversation: string },
): Record<string, string> {
  return Object.fromEntries(
    step.inputs.map((parameter) => {
      const options = optionsOf(parameter, state) ?? {};
      const first = [as, conversation].find((id) => id in options) ?? Object.keys(options)[0] ?? '';
      return [parameter.name, first];
    }),
  );
}
