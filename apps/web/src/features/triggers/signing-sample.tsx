import type { HookSignature } from '@taskhelm/contract';
import { CodeSample } from '../../components/code-sample.tsx';
import { writeSigningSample } from './write-signing-sample.ts';

/** A request to try the trigger with from a shell. */
export function SigningSample({ signature, url }: { signature: HookSignature; url: string }) {
  const text = writeSigningSample(signature, url);
  return (
    <div>
      <p className="mb-1 text-sm">
        <span className="font-medium">Try it</span>
        {signature === 'unsigned' ? null : (
          <span className="text-muted">
            {' '}
            in a shell, with the secret in <code className="mono">WEBHOOK_SECRET</code>
          </span>
        )}
      </p>
      <CodeSample text={text} label="Sample request" copyLabel="Copy sample request" />
    </div>
  );
}
