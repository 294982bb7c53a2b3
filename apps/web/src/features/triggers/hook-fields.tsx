import { useWatch } from 'react-hook-form';
import { Field, fieldProps } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import type { TriggerFormApi } from './trigger-form.tsx';

export function HookFields({ form, isNew }: { form: TriggerFormApi; isNew: boolean }) {
  const { errors } = form.formState;
  const signature = useWatch({ control: form.control, name: 'signature' });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {isNew ? (
          <Field id="trigger-signature" label="Requests are signed">
            <Select {...fieldProps('trigger-signature')} {...form.register('signature')}>
              <option value="standard">As Standard Webhooks says</option>
              <option value="github">As GitHub does</option>
              <option value="unsigned">Not at all</option>
            </Select>
          </Field>
        ) : null}
        <Field
          id="trigger-rate"
          label="Messages a minute, at most"
          error={errors.rate_limit_per_minute?.message}
        >
          <input
            {...fieldProps('trigger-rate', { error: errors.rate_limit_per_minute?.message })}
            {...form.register('rate_limit_per_minute')}
            inputMode="numeric"
            autoComplete="off"
            className="field"
          />
        </Field>
      </div>
      {isNew && signature === 'unsigned' ? (
        <p className="rounded-md bg-needs-input-tint px-3 py-2 text-sm text-needs-input">
          Whoever learns its address can give work to the agent. Choose this only for a program that cannot
          sign.
        </p>
      ) : null}
    </>
  );
}
