import { inUnits } from '../intake/text-limits.ts';

/** "3 minutes ago (2026-11-27 17:30 UTC)". */
export function ago(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000));
  return `${inRoughly(minutes)} ago (${at.toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
}

function inRoughly(minutes: number): string {
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return inUnits(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? inUnits(hours, 'hour') : inUnits(Math.floor(hours / 24), 'day');
}
