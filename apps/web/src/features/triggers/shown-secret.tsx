import type { CreatedTrigger, HookSignature } from '@taskhelm/contract';
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Field } from '../../components/field.tsx';
import { SigningSample } from './signing-sample.tsx';

type ShownSecretProps = {
  shown: NonNullable<CreatedTrigger['shown_once']>;
  signature: HookSignature;
  onDone: () => void;
};

/** The only time that a secret is shown. */
export function ShownSecret({ shown, signature, onDone }: ShownSecretProps) {
  const id = useId();
  const isAddress = shown.secret === null;
  return (
    <section
      aria-label="New secret"
      className="max-w-2xl space-y-3 rounded-lg border border-accent/50 bg-accent-tint p-3"
    >
      <p className="text-sm">
        {isAddress
          ? 'This address is the secret of the trigger. It is shown only now; give it to the program that calls.'
          : 'This secret signs the requests. It is shown only now; give it to the program that sends them.'}
      </p>
      <ReadOnly id={`${id}-url`} label="Address" text={shown.url} />
      {isAddress ? null : <ReadOnly id={`${id}-secret`} label="Secret" text={shown.secret ?? ''} />}
      <SigningSample signature={signature} url={shown.url} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          I have saved it
        </Button>
      </div>
    </section>
  );
}

function ReadOnly({ id, label, text }: { id: string; label: string; text: string }) {
  return (
    <Field id={id} label={label}>
      <div className="flex items-center gap-1">
        <input
          id={id}
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
          className="field mono"
        />
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </Field>
  );
}
