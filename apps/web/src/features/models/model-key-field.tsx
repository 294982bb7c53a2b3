import { useId } from 'react';
import { Field, fieldProps } from '../../components/field.tsx';
import type { ModelFieldsProps } from './model-fields.tsx';

/** Takes a new key; the one that is set is never shown. */
export function ModelKeyField({ model, draft, errors, onChange }: ModelFieldsProps) {
  const id = useId();
  const isSet = model?.key_set ?? false;
  const hint = isSet
    ? 'A key is set. Leave this empty to keep it.'
    : 'Kept encrypted, and never shown again.';
  return (
    <>
      <Field id={id} label="API key" hint={hint} error={errors.apiKey}>
        <input
          {...fieldProps(id, { hint: true, error: errors.apiKey })}
          type="password"
          value={draft.apiKey}
          autoComplete="off"
          disabled={draft.removesKey}
          onChange={(event) => onChange({ apiKey: event.target.value })}
          className="field mono"
        />
      </Field>
      {isSet ? (
        <label className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
          <input
            type="checkbox"
            checked={draft.removesKey}
            onChange={(event) => onChange({ removesKey: event.target.checked, apiKey: '' })}
            className="size-4 accent-accent coarse:size-5"
          />
          Remove the key
        </label>
      ) : null}
    </>
  );
}
