import { defaultSeed, type Message, seedIds, type WorkspaceState } from '../slack/index.ts';
import { withCast } from './cast.ts';

/** [who, minutes before now, what, the line that it answers in its thread]. */
type Line = { user: string; minutesAgo: number; text: string; answers?: number };

const support: readonly Line[] = [
  { user: seedIds.grace, minutesAgo: 42, text: 'Morning! I have the phones until noon.' },
  {
    user: seedIds.kenji,
    minutesAgo: 26,
    text: 'Mrs Alvarez waits for her engineer and asks when he comes: +1 206 555 0152',
  },
  { user: seedIds.grace, minutesAgo: 24, text: 'He is on his way, 20 minutes.', answers: 1 },
  {
    user: seedIds.grace,
    minutesAgo: 11,
    text: 'Can somebody call the bakery back? +1 206 555 0178, their card terminal is down again.',
  },
];

const vip: readonly Line[] = [
  {
    user: seedIds.ada,
    minutesAgo: 95,
    text: 'Northwind prefers WhatsApp: +44 20 7946 0018, after 9 in London.',
  },
];

/** The default workspace with something going on in it, so that there are messages to reach out from. */
export function openingScene(now: number): WorkspaceState {
  const messages = [...played(seedIds.support, support, now), ...played(seedIds.vip, vip, now)];
  return { ...withCast(defaultSeed()), messages };
}

function played(conversation: string, lines: readonly Line[], now: number): Message[] {
  const tsOf = (index: number) => {
    const seconds = Math.floor(now / 1000) - (lines[index]?.minutesAgo ?? 0) * 60;
    return `${seconds}.${String(100 + index).padStart(6, '0')}`;
  };
  return lines.map(({ user, text, answers }, index) => ({
    ts: tsOf(index),
    conversation,
    user,
    text,
    ...(answers === undefined ? {} : { thread_ts: tsOf(answers) }),
  }));
}
