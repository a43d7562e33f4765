/** Where one begins to type: where the app says so, or else in the first control. */
export function focusFirst(root: HTMLElement | null): void {
  const target =
    root?.querySelector<HTMLElement>('[data-focus-on-load]') ??
    root?.querySelector<HTMLElement>('.dialog-body .control, .dialog-body input, .dialog-body button');
  target?.focus();
}
