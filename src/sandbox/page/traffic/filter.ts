import type { RequestRow } from '../../page-api.ts';

export const DIRECTIONS = {
  all: 'All directions',
  slack_to_app: 'Slack → app',
  app_to_slack: 'App → Slack',
  app_to_connect: 'App → Connect',
  app_to_qconnect: 'App → Q in Connect',
} as const;

export type Filter = { text: string; direction: string; onlyTrouble: boolean };

export const NO_FILTER: Filter = { text: '', direction: 'all', onlyTrouble: false };

export function isTrouble({ error, faults, injected, status }: RequestRow): boolean {
  return error !== undefined || faults.length > 0 || injected !== undefined || status === 0 || status >= 400;
}

export function matches(row: RequestRow, { text, direction, onlyTrouble }: Filter): boolean {
  if (direction !== 'all' && row.direction !== direction) return false;
  if (onlyTrouble && !isTrouble(row)) return false;
  const words = [row.name, row.error, row.injected, String(row.status)].join(' ').toLowerCase();
  return words.includes(text.trim().toLowerCase());
}
