import type { ViewOutput } from '@slack/bolt';
import { FIELD_NAMES, type FieldName } from '../domain/intake/fields/fields.ts';
import type { FieldErrors, FormValues } from '../domain/intake/form.ts';
import type { Where } from '../domain/policy/judge.ts';
import { isAttributeField } from '../domain/templates/attribute-field.ts';
import type { PrivateMetadata } from '../views/modal/private-metadata.ts';

/** A form, with what is filled in. */
export type FormView = Pick<ViewOutput, 'id' | 'hash' | 'blocks' | 'private_metadata' | 'state'>;

/** What Slack sends for one input, whatever kind of input it is. */
interface Answer {
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: { value?: string }[] | null;
  selected_conversation?: string | null;
  /** Seconds since 1970. */
  selected_date_time?: number | null;
}

/** The answers in a view's fields; what is empty is left out. */
export function readValues(view: Pick<ViewOutput, 'state'>): FormValues {
  const attributes = Object.keys(view.state?.values ?? {}).filter(isAttributeField);
  const answers = [...FIELD_NAMES, ...attributes].flatMap((name) => {
    const answer = answerIn(view, name);
    return answer?.length ? [[name, answer] as const] : [];
  });
  return Object.fromEntries(answers);
}

/** The place that was picked, or else the one that the modal was opened from. */
export function whereOf(
  { place_id, place_name }: PrivateMetadata,
  picked?: FormValues['conversation'],
): Where {
  const placeId = [picked ?? []].flat()[0] ?? place_id;
  const placeName = placeId === place_id ? place_name : undefined;
  return { ...(placeId && { placeId }), ...(placeName && { placeName }) };
}

export function answerIn(
  { state }: Pick<ViewOutput, 'state'>,
  blockId: string,
): string | string[] | undefined {
  const actions = Object.hasOwn(state?.values ?? {}, blockId) ? state.values[blockId] : undefined;
  const answer = actions?.[blockId] ?? Object.values(actions ?? {})[0];
  return answer && answered(answer as Answer);
}

/** An answer as one text; empty where there is none. */
export function asText(answer: string | string[] | undefined): string {
  return [answer ?? ''].flat().join();
}

/** What is chosen in a select, and what that is called there. */
export function chosenIn(
  { state }: Pick<ViewOutput, 'state'>,
  blockId: string,
): { chosen: string; name: string } | undefined {
  const { selected_option: option } = state?.values[blockId]?.[blockId] ?? {};
  return option ? { chosen: option.value, name: option.text.text } : undefined;
}

/** The files that were chosen in an input. */
export function filesIn({ state }: Pick<ViewOutput, 'state'>, blockId: string): ChosenFile[] {
  const { files } = (state?.values[blockId]?.[blockId] ?? {}) as { files?: FileInView[] | null };
  return (files ?? []).map(({ id, name, url_private_download: download, url_private: shown }) => {
    const url = download ?? shown ?? '';
    return { id, name: name ?? '', ...(url && url.length <= LONGEST_URL && { url }) };
  });
}

export interface ChosenFile {
  id: string;
  name: string;
  url?: string | undefined;
}

/** What Slack may say of a file in a form. Some of it says no more than the id. */
interface FileInView {
  id: string;
  name?: string | null;
  url_private_download?: string | null;
  url_private?: string | null;
}

/** So that it fits into what a form knows of itself. */
const LONGEST_URL = 500;

function answered(answer: Answer): string | string[] | undefined {
  if (answer.selected_options) return answer.selected_options.flatMap(({ value }) => value ?? []);
  if (typeof answer.selected_date_time === 'number') return String(answer.selected_date_time);
  return answer.selected_option?.value ?? answer.selected_conversation ?? answer.value ?? undefined;
}

/** Where an error goes whose field the view does not show. */
const STAND_INS: FieldName[] = ['channel', 'message', 'phone', 'conversation'];

/** Where a template is chosen, these can be out of sight, and what is wrong with them is the template beside them. */
const OF_TEMPLATE = ['message', 'knowledge_base_id', 'message_template_id', 'template_attributes'];

/** Errors under blocks that the view has, because Slack drops a form whose errors name any other. */
export function placeErrors(
  errors: FieldErrors,
  view: Pick<ViewOutput, 'blocks' | 'state'>,
): Record<string, string> {
  const inputs = inputBlocks(view);
  const standIn = STAND_INS.find((field) => inputs.has(field)) ?? [...inputs][0] ?? 'message';
  const placed: Record<string, string> = {};
  for (const [field, sentence] of Object.entries(errors)) {
    const isOfTemplate = isAttributeField(field) || OF_TEMPLATE.includes(field);
    const nearest = isOfTemplate && inputs.has('template') ? 'template' : standIn;
    const block = inputs.has(field) ? field : nearest;
    const said = placed[block];
    if (!said?.includes(sentence)) placed[block] = said ? `${said} ${sentence}` : sentence;
  }
  return placed;
}

export function inputBlocks(view: Pick<ViewOutput, 'blocks' | 'state'>): Set<string> {
  const blocks = (view.blocks ?? []) as { type?: string; block_id?: string }[];
  const inputs = blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []));
  return new Set(inputs.length > 0 ? inputs : Object.keys(view.state?.values ?? {}));
}
