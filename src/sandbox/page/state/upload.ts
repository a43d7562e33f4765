import { isJson, stringAt } from '../../slack/json.ts';

/** The id of the file, once the sandbox has it; undefined where it could not be sent. */
export async function uploadFile(as: string, file: File): Promise<string | undefined> {
  try {
    const response = await fetch(`/api/files?${new URLSearchParams({ as, name: file.name })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
    const answer: unknown = await response.json();
    return isJson(answer) ? stringAt(answer, 'id') : undefined;
  } catch {
    return undefined;
  }
}
