import { useState } from 'react';
import type { WorkflowStep } from '../../page-api.ts';
import { useAct, useSandbox } from '../state/sandbox.tsx';
import { AppIcon, BoltIcon } from '../ui/icons.tsx';
import { MenuButton } from '../ui/menu.tsx';
import { RunStep } from './run-step.tsx';

export function ShortcutsMenu({ as, conversation }: { as: string; conversation: string }) {
  const { state } = useSandbox();
  const act = useAct();
  const [step, setStep] = useState<WorkflowStep>();
  const shortcuts = state.shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ name, description, callbackId }) => ({
      label: name,
      detail: description,
      icon: <AppIcon />,
      onChoose: () => void act({ type: 'globalShortcut', as, callbackId }),
    }));
  const workflows = state.steps.map((one) => ({
    key: `workflow ${one.callbackId}`,
    label: 'Run a workflow',
    detail: `One with the step “${one.title}”`,
    icon: <BoltIcon />,
    onChoose: () => setStep(one),
  }));
  return (
    <>
      <MenuButton label="Shortcuts" className="icon-button" up items={[...shortcuts, ...workflows]}>
        <BoltIcon />
      </MenuButton>
      {step ? (
        <RunStep step={step} as={as} conversation={conversation} onClose={() => setStep(undefined)} />
      ) : null}
    </>
  );
}
