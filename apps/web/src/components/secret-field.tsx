import { useId } from 'react';
import { CopyButton } from './copy-button.tsx';
import { Field } from './field.tsx';

/** A secret that is shown this once. */
export function SecretField({ secret }: { secret: string }) {
  const id = useId();
  return (
    <Field id={id} label="Secret">
      <div className="flex items-center gap-1">
        <input
          id={id}
          readOnly
          value={secret}
          onFocus={(event) => event.target.select()}
          className="field mono"
        />
        <CopyButton text={secret} label="Copy secret" />
      </div>
    </Field>
  );
}
