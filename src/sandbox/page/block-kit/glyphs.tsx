import type { ReactNode } from 'react';
import { emojiCharacter } from './emoji.ts';

type Drawing = { tone: 'good' | 'bad' | 'wait' | 'note'; says: string; paths: ReactNode };

const bubble = <path d="M3 4.5h14v9H9l-4 3v-3H3z" />;
const handset = (
  <path d="M6.2 3.2 8.6 6 7.4 8c.9 1.9 2.6 3.6 4.6 4.6l2-1.2 2.8 2.4c-.5 1.7-1.7 2.9-3.3 2.9C8.300 16.700 3.300 11.700 3.300 6.500c0-1.600 1.200-2.800 2.900-3.300z" />
);
const handheld = <path d="M6.500 2.500h7v15h-7zM9 15h2" />;
const ring = <circle cx="10" cy="10" r="7" />;

/**
 * The short codes that the app's cards use, drawn: they look the same everywhere, and show on machines that have no
 * font with emoji, such as the one that takes the picture for the README.
 */
const DRAWINGS: Record<string, Drawing> = {
  hourglass_flowing_sand: {
    tone: 'wait',
    says: 'waiting',
    paths: (
      <path d="M5.500 3h9M5.500 17h9M6.500 3c0 4 7 4.500 7 7s-7 3-7 7M13.500 3c0 4-7 4.500-7 7s7 3 7 7" />
    ),
  },
  white_check_mark: {
    tone: 'good',
    says: 'done',
    paths: <path d="M3.500 3.500h13v13h-13zM6.500 10.200l2.500 2.500 4.700-5.400" />,
  },
  x: { tone: 'bad', says: 'failed', paths: <path d="m5 5 10 10M15 5 5 15" /> },
  warning: {
    tone: 'wait',
    says: 'warning',
    paths: <path d="M10 3 17.500 16.500h-15zM10 8v4M10 14.200v.3" />,
  },
  grey_question: {
    tone: 'note',
    says: 'not known',
    paths: (
      <>
        {ring}
        <path d="M7.800 8c0-3 4.500-2.800 4.500-.2 0 1.700-2.300 1.700-2.300 3.700M10 13.700v.3" />
      </>
    ),
  },
  no_entry_sign: {
    tone: 'bad',
    says: 'cancelled',
    paths: (
      <>
        {ring}
        <path d="m5.200 5.200 9.600 9.600" />
      </>
    ),
  },
  checkered_flag: {
    tone: 'note',
    says: 'ended',
    paths: <path d="M5 17.500v-14h10.500l-2 3.500 2 3.500H5" />,
  },
  outbox_tray: {
    tone: 'note',
    says: 'handed over',
    paths: <path d="M3 12v4.500h14V12M10 12.500V3.500M6.500 7 10 3.500 13.500 7" />,
  },
  speech_balloon: { tone: 'note', says: 'conversation', paths: bubble },
  telephone_receiver: { tone: 'note', says: 'call', paths: handset },
  phone: { tone: 'note', says: 'call', paths: handset },
  iphone: { tone: 'note', says: 'phone', paths: handheld },
  no_mobile_phones: {
    tone: 'bad',
    says: 'not reached',
    paths: (
      <>
        {handheld}
        <path d="m3 4 14 12.500" />
      </>
    ),
  },
  clipboard: {
    tone: 'note',
    says: 'report',
    paths: <path d="M4.500 4.500h11v13h-11zM7.500 3h5v3h-5zM7 9.500h6M7 13h6" />,
  },
  calendar: {
    tone: 'wait',
    says: 'scheduled',
    paths: <path d="M3 4.500h14v12.500H3zM3 8.500h14M7 2.500v4M13 2.500v4" />,
  },
  clock3: {
    tone: 'wait',
    says: 'scheduled',
    paths: (
      <>
        {ring}
        <path d="M10 5.500V10h3.500" />
      </>
    ),
  },
  lock: {
    tone: 'wait',
    says: 'waiting for approval',
    paths: <path d="M4.500 9h11v8h-11zM7 9V6.500a3 3 0 0 1 6 0V9" />,
  },
  arrow_forward: { tone: 'note', says: 'under way', paths: <path d="M6 4l9.500 6L6 16z" /> },
  double_vertical_bar: { tone: 'wait', says: 'paused', paths: <path d="M7 4v12M13 4v12" /> },
  octagonal_sign: {
    tone: 'bad',
    says: 'stopped',
    paths: <path d="M7 3h6l4 4v6l-4 4H7l-4-4V7zM7.500 10h5" />,
  },
  leftwards_arrow_with_hook: {
    tone: 'note',
    says: 'sent back',
    paths: <path d="M7.500 5 3.500 9l4 4M3.500 9h9a4 4 0 0 1 0 8H9" />,
  },
  arrow_right: { tone: 'note', says: 'on to', paths: <path d="M3.5 10h13M11.5 5l5 5-5 5" /> },
  mute: {
    tone: 'note',
    says: 'not sent on',
    paths: <path d="M3 8v4h3l4 3.5v-11L6 8zM13 8l4 4M17 8l-4 4" />,
  },
  postbox: {
    tone: 'note',
    says: 'accepted by Amazon Connect',
    paths: <path d="M5 17.500V6a5 3.500 0 0 1 10 0v11.500zM5 7h10M7.500 9.500h5M8 13h4" />,
  },
  mailbox: {
    tone: 'note',
    says: 'voicemail',
    paths: (
      <path d="M3 15.500V9a3.500 3.500 0 0 1 7 0v6.500zM10 15.500h7V9a3.500 3.500 0 0 0-3.500-3.500h-7M13.500 9V3.500H16" />
    ),
  },
  raised_hand: {
    tone: 'note',
    says: 'answered by',
    paths: (
      <path d="M6.500 11V5.500a1.200 1.200 0 0 1 2.400 0V9 3.700a1.200 1.200 0 0 1 2.400 0V9 5a1.200 1.200 0 0 1 2.400 0v7c0 3-1.600 5-4.200 5-2.300 0-3.300-1.300-4.300-3.300L3.500 10.300a1.200 1.200 0 0 1 2-1.200z" />
    ),
  },
  technologist: {
    tone: 'good',
    says: 'agent',
    paths: <path d="M10 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c0-3.300 2.700-5 6-5s6 1.700 6 5z" />,
  },
};

export function Emoji({ name }: { name: string }) {
  const drawing = DRAWINGS[name];
  if (drawing) {
    return (
      <svg className={`glyph glyph-${drawing.tone}`} viewBox="0 0 20 20" role="img" aria-label={drawing.says}>
        <title>{`:${name}:`}</title>
        {drawing.paths}
      </svg>
    );
  }
  const character = emojiCharacter(name);
  return character ? <span className="emoji">{character}</span> : `:${name}:`;
}

export function isDrawn(name: string): boolean {
  return name in DRAWINGS;
}
