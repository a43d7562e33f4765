import type { Json } from '../../slack/json.ts';
import type { Where } from '../block-kit/surface.ts';

/** What every input gets: its element, where it is, and how assistive technology names it. */
export type InputProps = {
  element: Json;
  where: Where;
  /** One control is named by the `<label>` of its id, a group of them by an element, a lone one by words. */
  label: { id: string } | { 'aria-labelledby': string } | { 'aria-label': string };
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

/** The attributes that tell of the label, the hint, the error and the obligation. */
export function ariaOf({ label, describedBy, invalid, required }: InputProps) {
  return {
    ...label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'aria-required': required || undefined,
  };
}
