import type { Vault } from './vault.ts';

/** So many digits of a number are shown to everybody, and it can be found by them. */
const SHOWN = 4;

/** By which a number is found that ends with the same digits. It is another digest than that of any number. */
export function digestOfDigits(number: string, vault: Pick<Vault, 'digest'>): Buffer {
  return vault.digest(`ends with ${number.slice(-SHOWN)}`);
}
