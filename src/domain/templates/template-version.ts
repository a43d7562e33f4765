import { type Parsed, refuse } from '../intake/parsed.ts';
import type { TemplateVersion } from './templates.ts';

export const CHOOSE_TEMPLATE = 'Choose a template, or leave this empty.';

export function writeVersion({ id, version }: TemplateVersion): string {
  return version === undefined ? id : `${id}:${version}`;
}

/** As a form has it, or a form of before, with the version. */
export function parseVersion(chosen: string): Parsed<TemplateVersion> {
  const [, id, version] = /^([\w-]{1,100})(?::([1-9]\d{0,14}))?$/.exec(chosen) ?? [];
  return id
    ? { ok: true, value: { id, ...(version && { version: Number(version) }) } }
    : refuse(CHOOSE_TEMPLATE);
}
