import * as z from 'zod';
import type { Sender } from '../domain/kernel/settings.ts';

/** In UTF-16 code units, Slack's limit for an option. */
const LONGEST_NAME = 75;

/** Slack's limit for the options of a select. */
const MOST = 100;

/** What a number of a channel looks like, and how it is written where there are several. */
interface NumberRule {
  pattern: RegExp;
  /** As it ends a sentence: "must be …". */
  form: string;
  /** Of two, with names. */
  several: string;
}

/** One number, or several with commas between, each with a name in front of it: `Support=…,Sales=…`. */
export function senders(variable: string, rule: NumberRule) {
  return z.string().superRefine((text, context) => {
    const read = readSenders(text);
    for (const fault of [...numberFaults(read, rule), ...nameFaults(read, rule), ...repeats(read)])
      context.addIssue(`${variable} ${fault}`);
  });
}

/** A number holds no = sign. */
export function readSenders(text: string): Sender[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const at = part.lastIndexOf('=');
    const number = part.slice(at + 1).trim();
    return at < 0 ? { number } : { name: part.slice(0, at).trim(), number };
  });
}

function numberFaults(read: Sender[], { pattern, form }: NumberRule): string[] {
  if (read.length === 0) return [`must be ${form}`];
  return read
    .filter(({ number }) => !pattern.test(number))
    .map(({ name }) => (name ? `must be ${form}: the number of ${name} is not` : `must be ${form}`));
}

function nameFaults(read: Sender[], { several }: NumberRule): string[] {
  const isUnnamed = ({ name }: Sender) => (name === undefined ? read.length > 1 : name === '');
  const tooLong = read.filter(({ name = '' }) => name.length > LONGEST_NAME);
  return [
    ...(read.some(isUnnamed) ? [`must have a name before each number, like ${several}`] : []),
    ...(tooLong.length > 0 ? [`must have names of at most ${LONGEST_NAME} characters`] : []),
    ...(read.length > MOST ? [`must have at most ${MOST} senders`] : []),
  ];
}

function repeats(read: Sender[]): string[] {
  const twice = (words: string[]) => words.find((word, index) => word !== '' && words.indexOf(word) < index);
  const name = twice(read.map((sender) => (sender.name ?? '').toLowerCase()));
  const number = twice(read.map((sender) => sender.number));
  const named = read.find((sender) => sender.name?.toLowerCase() === name)?.name;
  return [
    ...(named ? [`must have each name once: ${named} is there twice`] : []),
    ...(number ? [`must have each number once: ${number} is there twice`] : []),
  ];
}
