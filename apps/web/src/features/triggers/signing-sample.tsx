import type { HookSignature } from '@taskhelm/contract';
import { CopyButton } from '../../components/copy-button.tsx';
import { writeSigningSample } from './write-signing-sample.ts';

/** A request to try the trigger with from a shell. */
export function SigningSample({ signature, url }: { signature: HookSignature; url: string }) {
  const text = writeSigningSample(signature, url);
  return (
    <div>
      <p className="mb-1 flex items-center justify-between gap-2 text-sm">
        <span className="font-medium">
          Try it
          {signature === 'unsigned' ? null : (
            <span className="font-normal text-muted">
              {' '}
              with the secret in <code className="mono">WEBHOOK_SECRET</code>
            </span>
          )}
        </span>
        <CopyButton text={text} label="Copy sample request" />
      </p>
      <pre
        tabIndex={0}
        aria-label="Sample request"
        className="mono overflow-x-auto rounded-md border bg-bg p-2 text-xs break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
    </div>
  );
}
