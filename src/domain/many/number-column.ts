import type { FileRow } from '../csv/read-rows.ts';
import { type PhoneNumberOptions, readPhoneNumber } from '../phone/phone-number.ts';

/** Which column has the numbers, or the ones to choose from, likely ones first. */
export type NumberColumn = { kind: 'found'; column: number } | { kind: 'unclear'; candidates: number[] };

/** As many rows as tell what is in a column. */
const SAMPLE = 200;

/** So much of what is in a column must be phone numbers. */
const MOST_OF_IT = 0.8;

/** Names as `plain` leaves them. */
const NAMES =
  /^(?:(?:customer|contact|primary|main|work|business|home)?(?:(?:mobile|cell|tele)?phone(?:number|num|no|nr)?|(?:tel|cell|mobile|sms|whatsapp|msisdn)(?:number|num|no|nr)?)|contactnumber|msisdn|e164|telefon(?:nummer|nr|o|e|i|as|s)?|handy(?:nummer|nr)?|mobil(?:e?nummer|nr|telefon|funknummer)?|rufnummer|(?:n(?:umero)?(?:de|di|do)?)?(?:tele(?:phone|fono|fone)|portable|mobile|movil|celular|cellulare|telemovel)|numtel|gsm|telefonomovil|telefoon(?:nummer|nr)?|mobiel(?:nummer)?|tlf(?:nr|nummer)?|puhelin(?:numero)?|numertelefonu|komorka|telefonszam|cep|(?:cep)?telefon(?:u|numarasi)|номер(?:телефона)?|телефон|мобильный|τηλεφωνο|κινητο|電話(?:番号)?|携帯(?:番号|電話)?|电话(?:号码)?|手机(?:号|号码)?|手機(?:號碼)?|전화(?:번호)?|휴대폰|핸드폰|هاتف|الهاتف|رقمالهاتف|الجوال|טלפון|फोन|मोबाइल)1?$/u;

/** Names that other numbers have, too. */
const VAGUE_NAMES = /^(?:number|no|nr|num|numero|nummer|recipient|to|contact)$/;

/** By its name, or else by what is in it. */
export function findNumberColumn(
  columns: readonly string[],
  rows: readonly FileRow[],
  options: PhoneNumberOptions,
): NumberColumn {
  const all = columns.map((name, at) => ({ at, name: plain(name) }));
  if (all.length === 1) return { kind: 'found', column: 0 };
  const shares = shareOfNumbers(columns.length, rows, options);
  const filled = all.filter(({ at }) => (shares[at] ?? 0) >= MOST_OF_IT);
  const named = all.filter(({ name }) => NAMES.test(name));
  const certain = [
    named,
    named.filter((one) => filled.includes(one)),
    filled.filter(({ name }) => VAGUE_NAMES.test(name)),
    named.length > 0 ? [] : filled,
  ].find((some) => some.length === 1);
  if (certain?.[0]) return { kind: 'found', column: certain[0].at };
  const likely = [...named, ...all.toSorted((a, b) => (shares[b.at] ?? 0) - (shares[a.at] ?? 0))];
  return { kind: 'unclear', candidates: [...new Set(likely.map(({ at }) => at))] };
}

/** Of each column, what part of its cells that aren't empty are phone numbers. */
function shareOfNumbers(width: number, rows: readonly FileRow[], options: PhoneNumberOptions): number[] {
  const sample = rows.slice(0, SAMPLE);
  return Array.from({ length: width }, (_, column) => {
    const cells = sample.map(({ cells }) => cells[column]?.trim() ?? '').filter((cell) => cell !== '');
    const numbers = cells.filter((cell) => readPhoneNumber(cell, options).ok);
    return cells.length > 0 ? numbers.length / cells.length : 0;
  });
}

/** "Téléphone (mobile)" as `telephonemobile`. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mn}|[^\p{L}\p{N}\p{M}]/gu, '')
    .normalize('NFC')
    .toLowerCase();
}
