import { elementsOf, type PlacedElement } from '../block-kit/elements.ts';
import { type Json, stringAt } from '../json.ts';
import type { ElementValue, StateValues } from '../types.ts';
import { isEmptyValue } from '../view-state.ts';

const TEXT_LIMIT = 3_000;

/** What the Slack client itself refuses before anything is sent, by block_id. */
export function clientErrors(blocks: readonly Json[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const placed of elementsOf(blocks)) {
    if (placed.block.type !== 'input') continue;
    const value = values[placed.blockId]?.[placed.actionId];
    const error = value ? clientError(placed, value) : undefined;
    if (error) errors[placed.blockId] = error;
  }
  return errors;
}

function clientError({ block, element, type }: PlacedElement, value: ElementValue): string | undefined {
  if (isEmptyValue(value))
    return block.optional === true ? undefined : 'Please complete this required field.';
  const text = stringAt(value, 'value');
  if (text === undefined) return undefined;
  switch (type) {
    case 'plain_text_input':
      return lengthError(
        text,
        numberAt(element, 'min_length') ?? 0,
        numberAt(element, 'max_length') ?? TEXT_LIMIT,
      );
    case 'number_input':
      return numberError(text, element);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    default:
      return undefined;
  }
}

function lengthError(text: string, min: number, max: number): string | undefined {
  if (text.length < min) return `Please enter at least ${min} characters.`;
  return text.length > max ? `Please enter no more than ${max} characters.` : undefined;
}

function numberError(text: string, element: Json): string | undefined {
  const wanted = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!wanted.test(text)) return 'Please enter a valid number.';
  const min = numberAt(element, 'min_value') ?? Number.NEGATIVE_INFINITY;
  const max = numberAt(element, 'max_value') ?? Number.POSITIVE_INFINITY;
  if (Number(text) < min) return `Please enter a number greater than or equal to ${min}.`;
  return Number(text) > max ? `Please enter a number less than or equal to ${max}.` : undefined;
}

/** Slack takes these as strings; some apps give numbers. */
function numberAt(element: Json, key: string): number | undefined {
  const value = element[key];
  return value === undefined ? undefined : Number(value);
}
