/** As agents type it, with a slash in front, and without. */
const MARK = '/?[#＃]';

/** Source: Amazon Q in Connect API, ShortCutKey, 1 to 10 characters. One with a space in it can't be told from words. */
const KEY_ALONE = new RegExp(`^\\s*${MARK}(?<key>[^\\s#＃]{1,10})\\s*$`, 'u');

/** The shortcut that a text is, where it is nothing else: "#1 in line" is a message. */
export function readShortcutKey(text: string): string | undefined {
  return KEY_ALONE.exec(text)?.groups?.key;
}

/** Without its mark, if it has one. */
export function bareKey(text: string): string {
  return text.replace(new RegExp(`^\\s*${MARK}`, 'u'), '');
}
