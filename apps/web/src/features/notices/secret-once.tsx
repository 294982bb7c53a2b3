import type { Webhook } from '@taskhelm/contract';
import { Button } from '../../components/button.tsx';
import { CodeSample } from '../../components/code-sample.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { VERIFICATION_SAMPLE } from './verification-sample.ts';

type SecretOnceProps = { notice: Webhook; secret: string; isNew?: boolean; onClose: () => void };

/** The only time that a signing secret is shown, and what to do with it. */
export function SecretOnce({ notice, secret, isNew, onClose }: SecretOnceProps) {
  return (
    <Dialog open onClose={onClose} title={isNew ? 'Destination added' : 'New secret'}>
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
        <p>
          This secret signs what is sent to <strong className="break-words">{notice.name}</strong>. It is
          shown only now; give it to the program that receives.
          {isNew ? null : ' For a day messages are signed with the one before as well.'}
        </p>
        <CopyField label="Secret" value={secret} />
        <div>
          <p className="mb-1 text-sm">
            <span className="font-medium">Check the signature</span>{' '}
            <span className="text-muted">
              in Node.js, with the secret in <code className="mono">WEBHOOK_SECRET</code>; libraries for other
              languages are named at standardwebhooks.com
            </span>
          </p>
          <CodeSample text={VERIFICATION_SAMPLE} label="Check a signature" copyLabel="Copy sample" />
        </div>
      </div>
      <div className="flex justify-end border-t px-4 py-3">
        <Button variant="primary" onClick={onClose}>
          I have saved it
        </Button>
      </div>
    </Dialog>
  );
}
