import { TZDate } from '@date-fns/tz';
import { type Json, stringAt } from '../../slack/json.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { useSurface } from '../block-kit/surface.ts';
import { ariaOf, type InputProps } from './input-props.ts';
import { useEcho } from './use-echo.ts';

/** The browser's own pickers; a point in time is read in the time zone of the person, as in Slack. */
export function DateTimeInput(props: InputProps) {
  const { element, where } = props;
  const surface = useSurface();
  const { tz } = useDirectory().viewer;
  const { shown, show } = useEcho(textOf(surface.valueOf(where), tz));
  const isMoment = element.type === 'datetimepicker';
  const put = (text: string) =>
    show(text, surface.choose(where, text && isMoment ? fromLocal(text, tz) : text || null));
  const input = (
    <input
      {...ariaOf(props)}
      type={TYPES[String(element.type)]}
      className="control"
      value={shown}
      onChange={({ target }) => put(target.value)}
    />
  );
  if (!isMoment) return input;
  return (
    <div className="with-note">
      {input}
      <span className="field-hint">{tz}</span>
    </div>
  );
}

const TYPES: Record<string, string> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** What the picker shows of a value: `2026-03-01`, `09:30` or both. */
function textOf(held: Json | undefined, tz: string): string {
  const seconds = held?.selected_date_time;
  if (typeof seconds === 'number') return toLocal(seconds, tz);
  return stringAt(held, 'selected_date') ?? stringAt(held, 'selected_time') ?? '';
}

function toLocal(seconds: number, tz: string): string {
  const at = new TZDate(seconds * 1000, tz);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

function fromLocal(text: string, tz: string): number {
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0] = text.split(/\D/).map(Number);
  return Math.floor(new TZDate(year, month - 1, day, hours, minutes, tz).getTime() / 1000);
}
