import { useState } from 'react';
import { objectsAt, stringAt } from '../../slack/json.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { useSurface } from '../block-kit/surface.ts';
import { uploadFile } from '../state/upload.ts';
import { ariaOf, type InputProps } from './input-props.ts';

/** Of one file, in bytes; larger ones Slack's own client refuses. */
const LARGEST = 10 * 1024 * 1024;

/** The client uploads what is picked at once; the element then holds the files. */
export function FileInput(props: InputProps) {
  const { element, where, describedBy } = props;
  const surface = useSurface();
  const { viewer } = useDirectory();
  const [refused, setRefused] = useState('');
  const names = objectsAt(surface.valueOf(where), 'files').flatMap((file) => stringAt(file, 'name') ?? []);
  const most = typeof element.max_files === 'number' ? element.max_files : 10;
  const types = Array.isArray(element.filetypes) ? element.filetypes.map(String) : undefined;
  const refusedId = `${where.blockId}-refused`;

  async function take(picked: File[]) {
    const uploaded = await Promise.all(picked.map((file) => uploadFile(viewer.id, file)));
    const ids = uploaded.flatMap((one) => one ?? []);
    if (ids.length < picked.length) setRefused('The upload failed. Try again.');
    else surface.choose(where, ids);
  }

  return (
    <div className="file-input">
      <input
        {...ariaOf(props)}
        aria-describedby={[describedBy, refused && refusedId].filter(Boolean).join(' ') || undefined}
        type="file"
        className="control"
        multiple={most > 1}
        accept={types?.map((type) => `.${type}`).join(',')}
        onChange={({ target }) => {
          const picked = [...(target.files ?? [])];
          const refusal = refusalOf(picked, most, types);
          setRefused(refusal ?? '');
          // What is not taken shows as nothing chosen.
          if (refusal) target.value = '';
          else void take(picked);
        }}
      />
      {refused ? (
        <p className="field-error" id={refusedId} role="alert">
          {refused}
        </p>
      ) : null}
      {names.length > 0 ? <p className="field-hint">Chosen: {names.join(', ')}</p> : null}
    </div>
  );
}

/** What Slack's client says of files that it doesn't take. */
function refusalOf(picked: File[], most: number, types: string[] | undefined): string | undefined {
  if (picked.length > most) return `You can choose ${most === 1 ? 'one file' : `${most} files`} at most.`;
  const large = picked.find(({ size }) => size > LARGEST);
  if (large) return `${large.name} is larger than 10 MB.`;
  const other =
    types && picked.find(({ name }) => !types.includes(name.split('.').at(-1)?.toLowerCase() ?? ''));
  return other
    ? `${other.name} is of a type that can't be chosen here: ${types.join(', ')} only.`
    : undefined;
}
