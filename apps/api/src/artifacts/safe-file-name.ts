const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name that every system takes and that leads nowhere: no folders, no control or direction characters, not hidden, not
 * one of Windows' own. The ending stays, so that it still says what the file is.
 */
export function safeFileName(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .replaceAll(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/gu, '')
    .replaceAll(/[<>:"|?*;]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  if (plain === '') return 'file';
  return shorten(RESERVED.test(plain) ? `_${plain}` : plain);
}

function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= 120) return name;
  const [ending = ''] = /\.[A-Za-z0-9]{1,10}$/.exec(name) ?? [];
  return characters.slice(0, 120 - ending.length).join('') + ending;
}
