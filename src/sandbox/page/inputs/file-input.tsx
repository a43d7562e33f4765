import { objectsAt, stringAt } from '../../slack/json.ts';
import { useSurface } from '../block-kit/surface.ts';
import { ariaOf, type InputProps } from './input-props.ts';

/** Only the names go anywhere: the simulated Slack keeps no files. */
export function FileInput(props: InputProps) {
  const { element, where } = props;
  const surface = useSurface();
  const names = objectsAt(surface.valueOf(where), 'files').flatMap((file) => stringAt(file, 'name') ?? []);
  const most = typeof element.max_files === 'number' ? element.max_files : 10;
  const types = Array.isArray(element.filetypes)
    ? element.filetypes.map((type) => `.${type}`).join(',')
    : undefined;
  return (
    <div className="file-input">
      <input
        {...ariaOf(props)}
        type="file"
        className="control"
        multiple={most > 1}
        accept={types}
        onChange={({ target }) =>
          surface.choose(
            where,
            [...(target.files ?? [])].slice(0, most).map(({ name }) => name),
          )
        }
      />
      {names.length > 0 ? <p className="field-hint">Chosen: {names.join(', ')}</p> : null}
    </div>
  );
}
