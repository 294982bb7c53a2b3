import { lazy, Suspense } from 'react';

/** What is longer is not laid out. */
export const MAX_CHARACTERS = 150_000;
const MAX_NESTING = 100;
const Rendered = lazy(() =>
  import('./rendered-markdown.tsx').then((module) => ({ default: module.RenderedMarkdown })),
);

/** Text that a model, a tool or a person wrote; people mean the line breaks they type (`keepsLines`). What is too long or too deep to lay out is shown as it came. */
export function Markdown({ text, keepsLines }: { text: string; keepsLines?: boolean }) {
  if (text.length > MAX_CHARACTERS || isTooDeep(text)) return <PlainText text={text} isCut />;
  return (
    <Suspense fallback={<PlainText text={text} />}>
      <Rendered text={text} keepsLines={keepsLines ?? false} />
    </Suspense>
  );
}

function PlainText({ text, isCut }: { text: string; isCut?: boolean }) {
  return (
    <div>
      {isCut ? <p className="mb-1 text-xs text-muted">Too large to lay out; shown as plain text.</p> : null}
      <div className="break-words whitespace-pre-wrap">{text}</div>
    </div>
  );
}

function isTooDeep(text: string): boolean {
  return (
    new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d+[.)])[ \\t]*){${MAX_NESTING},}`, 'm').test(text) ||
    /[[(]{200,}/.test(text)
  );
}
