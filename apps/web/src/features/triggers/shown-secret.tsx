import type { CreatedTrigger, HookSignature } from '@taskhelm/contract';
import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { SigningSample } from './signing-sample.tsx';

type ShownSecretProps = {
  shown: NonNullable<CreatedTrigger['shown_once']>;
  signature: HookSignature;
  onDone: () => void;
};

/** The only time that a secret is shown. */
export function ShownSecret({ shown, signature, onDone }: ShownSecretProps) {
  return (
    <section
      aria-label="New secret"
      className="max-w-2xl space-y-3 rounded-lg border border-accent/50 bg-accent-tint p-3"
    >
      <p className="text-sm">
        {shown.secret === null
          ? 'This address is the secret of the trigger. It is shown only now; give it to the program that calls.'
          : 'This secret signs the requests. It is shown only now; give it to the program that sends them.'}
      </p>
      <CopyField label="Address" value={shown.url} />
      {shown.secret === null ? null : <CopyField label="Secret" value={shown.secret} />}
      <SigningSample signature={signature} url={shown.url} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          I have saved it
        </Button>
      </div>
    </section>
  );
}
