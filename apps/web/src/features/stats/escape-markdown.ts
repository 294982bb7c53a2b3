/** Characters that turn the direction of text, and those that nothing shows. */
// oxlint-disable-next-line no-control-regex -- These are what is taken out.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;
const MARKS = /[\\`*_{}[\]<>#|~&@!$]/g;

/**
 * Text that agents and people wrote, as Markdown that shows exactly that: one line, no formatting, no HTML, no mentions,
 * and no link whose text is not its address.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(UNSEEN, ' ')
      .trim()
      .replace(MARKS, String.raw`\$&`)
      // Addresses become links by themselves.
      .replace(/:(?=\/\/)/g, String.raw`\:`)
      .replace(/\b(www)\./gi, String.raw`$1\.`)
      // What at the beginning of a line would be a list, a quote or a rule.
      .replace(/^(?:[-+=]|\d+(?=[.)]))/, (start) => (/^\d/.test(start) ? `${start}\\` : `\\${start}`))
  );
}
