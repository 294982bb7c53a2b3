import { useId } from 'react';
import { CopyButton } from './copy-button.tsx';
import { Field } from './field.tsx';

/** A text to be copied to where it is used. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <div className="flex items-center gap-1">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
          className="field mono"
        />
        <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </Field>
  );
}
