import type * as z from 'zod';
import type { AttributeField } from '../templates/attribute-field.ts';
import type { Field } from './fields/field.ts';
import type { FieldName } from './fields/fields.ts';

/** A field of the table, or of an attribute of the chosen template. */
export type FieldId = FieldName | AttributeField;

type Fieldwise<Value> = { [Name in FieldName]?: Value } & { [name: AttributeField]: Value };

/** What was answered in a field: typed text, a selected value, or several; absent when left empty. */
export type FormValues = Fieldwise<string | string[]>;

/** A sentence for each field at fault, saying what is wrong and what to do. */
export type FieldErrors = Fieldwise<string>;

/** What the answers mean; a field that is empty or at fault has none. */
export type Answers<Fields extends Record<string, Field>> = {
  [Name in keyof Fields]?: z.output<Fields[Name]['schema']>;
};

/** One submission: reads its fields and gathers a sentence for each field at fault; the first one stays. */
export interface Form {
  readonly errors: FieldErrors;
  read<Fields extends Partial<Record<FieldName, Field>>>(fields: Fields): Answers<Fields>;
  fail(field: FieldId, message: string): undefined;
  /** Whether nothing was answered, or only spaces. */
  isEmpty(field: FieldName): boolean;
}

export function openForm(values: FormValues): Form {
  const errors: FieldErrors = {};
  const fail: Form['fail'] = (field, message) => {
    errors[field] ??= message;
  };
  const given = (field: FieldName): string[] => {
    const answers = Object.hasOwn(values, field) ? values[field] : undefined;
    return [answers ?? []].flat().filter((answer) => answer.trim() !== '');
  };
  const read: Form['read'] = (fields) => {
    const answers: Record<string, unknown> = {};
    for (const [name, { schema }] of Object.entries(fields) as [FieldName, Field][]) {
      const answer = given(name);
      if (answer.length === 0) continue;
      const { data, error } = schema.safeParse(answer);
      if (error) fail(name, error.issues[0]?.message ?? '');
      else answers[name] = data;
    }
    return answers as Answers<typeof fields>;
  };
  return { errors, read, fail, isEmpty: (field) => given(field).length === 0 };
}
