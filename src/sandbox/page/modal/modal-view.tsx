import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import type { OpenView } from '../../slack/index.ts';
import { objectAt, objectsAt } from '../../slack/json.ts';
import { Blocks } from '../block-kit/blocks.tsx';
import { SurfaceContext } from '../block-kit/surface.ts';
import { plainOf } from '../block-kit/text-object.tsx';
import { BackIcon, CloseIcon, WarningIcon } from '../ui/icons.tsx';
import { focusFirst } from './focus-first.ts';
import { useViewSurface } from './use-view-surface.ts';

export type ModalViewProps = {
  view: OpenView;
  titleId: string;
  appName: string;
  device: 'desktop' | 'phone';
  /** There is a view below. */
  stacked: boolean;
  onClose: (all: boolean) => void;
};

export function ModalView({ view, titleId, appName, device, stacked, onClose }: ModalViewProps) {
  const form = useRef<HTMLFormElement>(null);
  const { surface, submit, submitting, errors } = useViewSurface(view, device);
  const { definition } = view;
  const submitText = plainOf(objectAt(definition, 'submit'));
  const faulty = Object.keys(errors).join(' ');

  useEffect(() => focusFirst(form.current), []);
  useEffect(() => {
    if (!faulty) return;
    form.current
      ?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea, button)')
      ?.focus({ preventScroll: false });
  }, [faulty]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (submitText) void submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (submitText) void submit();
  };

  return (
    <form ref={form} className="modal-form" noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <header className="dialog-header">
        {stacked ? (
          <button type="button" className="icon-button" aria-label="Back" onClick={() => onClose(false)}>
            <BackIcon />
          </button>
        ) : null}
        <h2 id={titleId}>{plainOf(objectAt(definition, 'title'))}</h2>
        <span className="dialog-app">{appName}</span>
        <button type="button" className="icon-button" aria-label="Close" onClick={() => onClose(true)}>
          <CloseIcon />
        </button>
      </header>
      <div className="dialog-body">
        {view.notice ? (
          <p className="banner banner-bad" role="alert">
            <WarningIcon /> {view.notice}
          </p>
        ) : null}
        <SurfaceContext value={surface}>
          <Blocks blocks={objectsAt(definition, 'blocks')} errors={errors} />
        </SurfaceContext>
        <p className="visually-hidden" role="status">
          {faulty ? `${Object.keys(errors).length} to correct` : ''}
        </p>
      </div>
      <footer className="dialog-actions">
        <button type="button" className="button" onClick={() => onClose(false)}>
          {plainOf(objectAt(definition, 'close')) || 'Close'}
        </button>
        {submitText ? (
          <button
            type="submit"
            className="button button-primary"
            aria-busy={submitting}
            disabled={submitting}
          >
            {submitting ? <span className="spinner" aria-hidden="true" /> : null}
            {submitText}
          </button>
        ) : null}
      </footer>
    </form>
  );
}
