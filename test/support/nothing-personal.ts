import type { SimulatedConnect } from '../../src/sandbox/connect/index.ts';
import type { SimulatedSlack } from '../../src/sandbox/slack/index.ts';

/** Shorter texts are words that a log may hold anyway. */
const SHORTEST_TEXT = 12;
const SHORTEST_NUMBER = 8;

/** What people have typed or been told, which neither log nor database may hold. @throws with every line that holds some of it */
export function expectNothingPersonal(lines: string[], { slack, connect }: Worlds): void {
  const secrets = personalIn({ slack, connect });
  const leaks = lines.filter((line) => secrets.some((secret) => holds(line, secret)));
  if (leaks.length > 0)
    throw new Error(`The log or the database holds a number or a text that was used:\n${leaks.join('')}`);
}

interface Worlds {
  slack: SimulatedSlack;
  connect: SimulatedConnect;
}

function personalIn({ slack, connect }: Worlds): string[] {
  const typed = slack.log.entries
    .filter(({ direction }) => direction === 'slack_to_app')
    .flatMap(({ body }) => textsIn(body));
  const contacts = connect.contacts();
  const said = contacts.flatMap(({ transcript }) => transcript.map(({ content }) => content));
  const numbers = contacts.map(({ customer }) => customer.address.replace(/\D/g, ''));
  const texts = [...typed, ...said].flatMap((text) => text.split('\n')).map((text) => text.trim());
  return [
    ...new Set([
      ...texts.filter((text) => text.length >= SHORTEST_TEXT && /\s/.test(text)),
      ...numbers.filter((digits) => digits.length >= SHORTEST_NUMBER),
    ]),
  ];
}

/** Of a command its text, of a form its answers, of an event its text, of a workflow's step its inputs. */
function textsIn(body: unknown): string[] {
  const payload = body as {
    text?: string;
    event?: { text?: string; inputs?: Record<string, string> };
    view?: { state?: { values?: Record<string, Record<string, { value?: string | null }>> } };
  };
  const answers = Object.values(payload?.view?.state?.values ?? {}).flatMap((block) => Object.values(block));
  const inputs = Object.values(payload?.event?.inputs ?? {});
  return [payload?.text, payload?.event?.text, ...inputs, ...answers.map(({ value }) => value)].filter(
    (text) => typeof text === 'string',
  );
}

/** A line is JSON, so a text stands in it escaped. */
function holds(line: string, secret: string): boolean {
  if (!/^\d+$/.test(secret)) return line.includes(JSON.stringify(secret).slice(1, -1));
  return new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(line);
}
