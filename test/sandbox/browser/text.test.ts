import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isDrawn } from '../../../src/sandbox/page/block-kit/glyphs.tsx';
import { parseMrkdwn } from '../../../src/sandbox/page/block-kit/mrkdwn.ts';
import { formatSlackDate } from '../../../src/sandbox/page/block-kit/slack-date.ts';

const text = (value: string) => ({ kind: 'text', text: value });
const lines = (...children: unknown[]) => [{ kind: 'lines', children }];

describe('mrkdwn', () => {
  test.each<[string, unknown]>([
    [
      '*bold*, _it_ ~no~',
      lines(
        { kind: 'bold', children: [text('bold')] },
        text(', '),
        { kind: 'italic', children: [text('it')] },
        text(' '),
        { kind: 'strike', children: [text('no')] },
      ),
    ],
    ['snake_case_name 5*6*7 * a *', lines(text('snake_case_name 5*6*7 * a *'))],
    ['at 12:30:45 :x:', lines(text('at 12:30:45 '), { kind: 'emoji', name: 'x' })],
    ['# no heading', lines(text('# no heading'))],
    ['1 &lt; 2 &amp;amp; `a &gt; *b*`', lines(text('1 < 2 &amp; '), { kind: 'code', text: 'a > *b*' })],
    [
      '<@U1> <#C1|a> <!here>',
      lines(
        { kind: 'user', id: 'U1' },
        text(' '),
        { kind: 'conversation', id: 'C1', label: 'a' },
        text(' '),
        { kind: 'broadcast', id: 'here' },
      ),
    ],
    [
      '<https://a.example|a> <tel:+1>',
      lines({ kind: 'link', href: 'https://a.example', text: 'a' }, text(' '), {
        kind: 'link',
        href: 'tel:+1',
        text: 'tel:+1',
      }),
    ],
    ['<!date^12^{time}|x>', lines({ kind: 'date', seconds: 12, format: '{time}', fallback: 'x' })],
    ['>a\n>b\nc', [{ kind: 'quote', children: [text('a\nb')] }, ...lines(text('c'))]],
    ['a\n```\nb *c*\n```', [...lines(text('a\n')), { kind: 'preformatted', text: 'b *c*\n' }]],
  ])('%j', (source, tree) => {
    expect(parseMrkdwn(source)).toEqual(tree);
  });
});

describe('dates', () => {
  const seconds = Date.UTC(2026, 2, 3, 23, 5, 9) / 1000;
  const soon = (seconds + 60) * 1000;

  test.each([
    ['{date_short_pretty} at {time_secs}', 'Europe/London', 'en-GB', 'today at 23:05:09'],
    ['{date_short_pretty} at {time}', 'Asia/Tokyo', 'ja-JP', 'today at 08:05'],
    ['{date_num} {time}', 'America/New_York', 'en-US', '03/03/2026 6:05 PM'],
    ['{date} {nothing}', 'Etc/UTC', 'en-GB', '3 March 2026 {nothing}'],
  ])('%s in %s, %s', (format, tz, locale, shown) => {
    expect(formatSlackDate(seconds, format, { tz, locale }, soon).replaceAll('\u202f', ' ')).toBe(shown);
  });

  test('yesterday and tomorrow go by the clock of the person', () => {
    const viewer = { tz: 'Asia/Tokyo', locale: 'ja-JP' };
    const shown = (daysLater: number) =>
      formatSlackDate(seconds, '{date_pretty}', viewer, soon + daysLater * 86_400_000);
    expect([shown(1), shown(-1)]).toEqual(['yesterday', 'tomorrow']);
  });
});

test('every short code that the app writes is drawn', () => {
  const views = path.join(import.meta.dirname, '../../../src/views');
  const source = fs
    .readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => fs.readFileSync(path.join(views, file), 'utf8'));
  const codes = new Set(source.join('\n').match(/(?<=[`'"> ]):[a-z][a-z0-9_]+:(?=[`'" ])/g));
  expect(codes.size).toBeGreaterThan(5);
  expect([...codes].filter((code) => !isDrawn(code.slice(1, -1)))).toEqual([]);
});
