import { clsx } from 'clsx';
import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { colourCode, type CodePart } from './colour-code.ts';
import { ExternalLink, isSafeLink } from './external-link.tsx';

const plugins = [remarkGfm];

const CODE_COLOURS: Record<NonNullable<CodePart['kind']>, string> = {
  comment: 'text-muted',
  string: 'text-completed',
  number: 'text-in-progress',
  keyword: 'font-medium text-accent',
  added: 'bg-completed-tint text-completed',
  removed: 'bg-failed-tint text-failed',
};

// Headings start below the page's own. Images are never loaded: an address may carry out what the agent has read.
const components: Components = {
  a: ({ href, children }) => <ExternalLink href={href}>{children}</ExternalLink>,
  img: ({ src, alt }) => (
    <ExternalLink href={typeof src === 'string' ? src : undefined}>
      {alt ? `Image: ${alt}` : 'Image'}
    </ExternalLink>
  ),
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  code: ({ className, children }) => {
    const language = /\blanguage-(\S+)/.exec(className ?? '')?.[1];
    return (
      <code>
        {language !== undefined && typeof children === 'string'
          ? colourCode(children, language).map(({ kind, text }, index) =>
              kind === null ? (
                text
              ) : (
                // Parts have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <span key={index} className={CODE_COLOURS[kind]}>
                  {text}
                </span>
              ),
            )
          : children}
      </code>
    );
  },
  input: ({ checked }) => (
    <input
      type="checkbox"
      checked={checked ?? false}
      disabled
      readOnly
      aria-label={checked ? 'Done' : 'Not done'}
    />
  ),
};

/** Markdown as React nodes; raw HTML stays text. */
export const RenderedMarkdown = memo(function RenderedMarkdown({
  text,
  keepsLines,
}: {
  text: string;
  keepsLines: boolean;
}) {
  return (
    <div className={clsx('prose-text', keepsLines && '[&_:is(p,li)]:whitespace-pre-line')}>
      <ReactMarkdown
        remarkPlugins={plugins}
        components={components}
        urlTransform={(url) => (isSafeLink(url) ? url : '')}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});
