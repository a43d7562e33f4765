import { type Json, stringAt } from '../../slack/json.ts';

/** The files of a message, each to be saved. */
export function MessageFiles({ files }: { files: readonly Json[] }) {
  return (
    <ul className="message-files">
      {files.map((file) => {
        const id = stringAt(file, 'id') ?? '';
        const name = stringAt(file, 'name') ?? id;
        const size = typeof file.size === 'number' ? file.size : undefined;
        return (
          <li key={id} className="message-file">
            <strong>{stringAt(file, 'title') ?? name}</strong>
            <span className="message-note">
              {name}
              {size === undefined ? '' : `, ${sizeOf(size)}`}
            </span>
            {size === undefined ? null : (
              <a className="link" href={`/api/files/${id}`} download={name} aria-label={`Download ${name}`}>
                Download
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} kB`;
}
