import { TZDate } from '@date-fns/tz';
import { stringAt } from '../../slack/json.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { useSurface } from '../block-kit/surface.ts';
import { ariaOf, type InputProps } from './input-props.ts';

/** The browser's own pickers; a point in time is read in the time zone of the person, as in Slack. */
export function DateTimeInput(props: InputProps) {
  const { element, where } = props;
  const surface = useSurface();
  const { viewer } = useDirectory();
  const held = surface.valueOf(where);
  if (element.type === 'datetimepicker') {
    const seconds = typeof held?.selected_date_time === 'number' ? held.selected_date_time : undefined;
    return (
      <div className="with-note">
        <input
          {...ariaOf(props)}
          type="datetime-local"
          className="control"
          value={seconds === undefined ? '' : toLocal(seconds, viewer.tz)}
          onChange={({ target }) =>
            surface.choose(where, target.value ? fromLocal(target.value, viewer.tz) : null)
          }
        />
        <span className="field-hint">{viewer.tz}</span>
      </div>
    );
  }
  const isDate = element.type === 'datepicker';
  return (
    <input
      {...ariaOf(props)}
      type={isDate ? 'date' : 'time'}
      className="control"
      value={stringAt(held, isDate ? 'selected_date' : 'selected_time') ?? ''}
      onChange={({ target }) => surface.choose(where, target.value || null)}
    />
  );
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
