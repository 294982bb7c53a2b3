import type { CreatedTrigger, HookSignature } from '@taskhelm/contract';
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Field } from '../../components/field.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { SigningSample } from './signing-sample.tsx';

type ShownSecretProps = {
  shown: NonNullable<CreatedTrigger['shown_once']>;
  signature: HookSignature;
  onDone: () => void;
};

/** The only time that a secret is shown. */
export function ShownSecret({ shown, signature, onDone }: ShownSecretProps) {
  const id = useId();
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
      <Field id={id} label="Address">
        <div className="flex items-center gap-1">
          <input
            id={id}
            readOnly
            value={shown.url}
            onFocus={(event) => event.target.select()}
            className="field mono"
          />
          <CopyButton text={shown.url} label="Copy address" />
        </div>
      </Field>
      {shown.secret === null ? null : <SecretField secret={shown.secret} />}
      <SigningSample signature={signature} url={shown.url} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          I have saved it
        </Button>
      </div>
    </section>
  );
}
