import { type Json, objectsAt } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { blocksOf } from './block-checks.ts';
import { boolean, type Check, list, object, string } from './checks.ts';
import { plainText } from './composition.ts';
import { Report } from './report.ts';
import { checkUniqueness } from './uniqueness.ts';

/** https://docs.slack.dev/reference/methods/views.open: view_too_large */
const VIEW_LIMIT_BYTES = 250_000;

const common = {
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
};

/** https://docs.slack.dev/reference/views */
const views: Record<'modal' | 'home', Check> = {
  modal: object({
    required: { title: plainText({ max: 24 }), blocks: list(blocksOf.modal, { min: 1, max: 100 }) },
    optional: {
      ...common,
      submit: plainText({ max: 24 }),
      close: plainText({ max: 24 }),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
  }),
  home: object({ required: { blocks: list(blocksOf.home, { max: 100 }) }, optional: common }),
};

/** @throws SlackError invalid_arguments with what is wrong and where, or view_too_large */
export function validateView(view: Json, type: 'modal' | 'home'): void {
  const report = new Report(type, ['view']);
  if (view.type === undefined) report.fault('missing required field: type');
  else if (view.type !== type) report.fault(`unsupported type: ${String(view.type)}`, 'type');
  else views[type](view, report);
  if (Array.isArray(view.blocks))
    report.at('blocks', () => checkUniqueness(view.blocks as unknown[], report));
  if (type === 'modal') checkSubmit(view, report);
  if (report.faults.length > 0) throw new SlackError('invalid_arguments', report.faults);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_LIMIT_BYTES) throw new SlackError('view_too_large');
}

function checkSubmit(view: Json, report: Report): void {
  if (view.submit !== undefined) return;
  const index = objectsAt(view, 'blocks').findIndex(({ type }) => type === 'input');
  if (index >= 0)
    report.fault('must define `submit` to use an `input` block in modals', 'blocks', index, 'input');
}
