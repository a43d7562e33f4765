/** Files in Slack: those that people give to Reach Out, and those that it puts into a thread. Nothing here throws. */
export interface Files {
  /** A file of at most so many bytes. */
  download(file: PickedFile, mostBytes: number): Promise<Downloaded>;
  /** Nobody sees the file before it is shared, so this may be repeated. */
  upload(file: { name: string; bytes: Uint8Array }): Promise<Uploaded>;
  /** Looks first whether it is there already. */
  share(share: FileShare): Promise<Shared>;
}

/** A file that a person has chosen. */
export interface PickedFile {
  id: string;
  /** Where the form has said that it is, for when Slack doesn't describe the file. */
  url?: string | undefined;
}

export interface FileShare {
  fileId: string;
  title: string;
  placeId: string;
  threadTs?: string | undefined;
}

export type Downloaded =
  | { kind: 'file'; name: string; bytes: Uint8Array }
  /** It was deleted, or the app may not see it. */
  | { kind: 'gone' }
  | { kind: 'too_large' }
  /** The app was installed before it had anything to do with files. */
  | { kind: 'not_allowed' }
  /** Slack did not answer, or something else did in its place. */
  | { kind: 'unavailable' };

export type Uploaded =
  | { kind: 'uploaded'; fileId: string }
  /** Slack takes it neither now nor later. */
  | { kind: 'refused'; error: string }
  | { kind: 'unavailable' };

export type Shared =
  | { kind: 'shared' }
  /** Not in this place, or not this file. */
  | { kind: 'refused'; error: string }
  /** It may stand there or not. Asked again with the same file, it is not posted twice. */
  | { kind: 'unknown' }
  /** It does not stand there yet. */
  | { kind: 'unavailable' };
