type Format = 'spreadsheet' | 'pdf' | 'other';

/** What files that are no text begin with. Sources: APPNOTE of ZIP, MS-CFB, ISO 32000, RFC 1952, PNG, JFIF, GIF, RTF. */
const BEGINNINGS: [Format, number[]][] = [
  // Also the files of Excel, Numbers and LibreOffice.
  ['spreadsheet', [...bytesOf('PK'), 0x03, 0x04]],
  // Those of Excel until 2003.
  ['spreadsheet', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', bytesOf('%PDF')],
  ['other', [0x1f, 0x8b]],
  ['other', [0x89, ...bytesOf('PNG')]],
  ['other', [0xff, 0xd8, 0xff]],
  ['other', bytesOf('GIF8')],
  ['other', bytesOf('{\\rtf')],
];

/** Undefined for what may be text. */
export function formatOf(bytes: Uint8Array): Format | undefined {
  const begins = (beginning: number[]) => beginning.every((byte, at) => bytes[at] === byte);
  return BEGINNINGS.find(([, beginning]) => begins(beginning))?.[0];
}

function bytesOf(text: string): number[] {
  return [...Buffer.from(text)];
}
