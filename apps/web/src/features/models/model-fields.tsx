import { MODEL_KINDS, type Model } from '@taskhelm/contract';
import { useId } from 'react';
import { Field, fieldProps } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import { KIND_LABELS, type DraftErrors, type ModelDraft } from './model-draft.ts';
import { ModelKeyField } from './model-key-field.tsx';

export type ModelFieldsProps = {
  model: Model | null;
  draft: ModelDraft;
  errors: DraftErrors;
  onChange: (change: Partial<ModelDraft>) => void;
};

type TextField = Exclude<keyof ModelDraft, 'kind' | 'removesKey' | 'enabled'>;
type TextProps = { field: TextField; label: string; hint?: string; required?: boolean; isFixed?: boolean };

export function ModelFields({ model, draft, errors, onChange }: ModelFieldsProps) {
  const id = useId();
  const isFixed = model?.from_environment ?? false;
  const isScripted = draft.kind === 'scripted';
  const text = ({ field, label, hint, required, isFixed: readOnly }: TextProps) => {
    const state = { hint: Boolean(hint), error: errors[field], required: required ?? false };
    return (
      <Field
        id={`${id}-${field}`}
        label={label}
        hint={hint}
        error={errors[field]}
        required={required ?? false}
      >
        <input
          {...fieldProps(`${id}-${field}`, state)}
          value={draft[field]}
          readOnly={readOnly ?? false}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ [field]: event.target.value })}
          className="field read-only:text-muted"
        />
      </Field>
    );
  };
  return (
    <>
      {isFixed ? (
        <p className="text-sm text-muted">
          Provider, key and address of this model are set by the server’s environment and are changed there.
        </p>
      ) : null}
      {text({ field: 'name', label: 'Name', required: true, isFixed, hint: 'What agents call it' })}
      <Field id={`${id}-kind`} label="Provider">
        <Select
          {...fieldProps(`${id}-kind`)}
          value={draft.kind}
          disabled={model !== null}
          onChange={(event) => onChange({ kind: event.target.value as ModelDraft['kind'] })}
        >
          {MODEL_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_LABELS[kind]}
            </option>
          ))}
        </Select>
      </Field>
      {isScripted ? null : (
        <>
          {text({
            field: 'providerModel',
            label: 'Model id',
            required: true,
            isFixed,
            hint: 'As the provider spells it',
          })}
          {text({
            field: 'baseUrl',
            label: 'Base URL',
            isFixed,
            hint: 'With its version, such as http://localhost:11434/v1. Empty: the provider’s own',
          })}
          {isFixed ? null : <ModelKeyField model={model} draft={draft} errors={errors} onChange={onChange} />}
        </>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        {text({ field: 'inputPrice', label: 'Input price' })}
        {text({ field: 'outputPrice', label: 'Output price' })}
        {text({ field: 'contextWindow', label: 'Context window' })}
      </div>
      <p className="text-xs text-muted">
        Prices in dollars per million tokens; without them tasks show no cost. The window is in tokens.
      </p>
      <label className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={(event) => onChange({ enabled: event.target.checked })}
          className="size-4 accent-accent coarse:size-5"
        />
        Enabled
      </label>
      {errors.enabled ? <p className="text-sm text-failed">{errors.enabled}</p> : null}
    </>
  );
}
