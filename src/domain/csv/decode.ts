import { isUtf8 } from 'node:buffer';

/** A file as it comes in, by the byte order mark that it begins with. UTF-16 is what Excel calls Unicode text. */
export async function* decode(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let held: Uint8Array = new Uint8Array();
  for await (const bytes of source) {
    const all = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
    held = all.length < 2 && !decoder ? all : new Uint8Array();
    if (held.length > 0) continue;
    decoder ??= new TextDecoder(markedEncoding(all) ?? 'utf-8');
    yield decoder.decode(all, { stream: true });
  }
  decoder ??= new TextDecoder();
  yield decoder.decode(held);
}

/** A whole file; what is neither marked nor UTF-8 is what Windows saves as CSV in western countries. */
export function decodeWhole(bytes: Uint8Array): string {
  const encoding =
    markedEncoding(bytes) ?? unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  return new TextDecoder(encoding).decode(bytes);
}

function markedEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

/** Of two bytes of a letter, one is zero. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  return a === 0 && b && c === 0 && d ? 'utf-16be' : undefined;
}
