import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import { Field, fieldProps } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { SchedulePreview } from './schedule-preview.tsx';
import type { TriggerFormApi } from './trigger-form.tsx';
import { triggerQueries } from './trigger-queries.ts';

const TYPING_MS = 300;
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const PRESETS = [
  { label: 'Every 15 minutes', cron: '*/15 * * * *' },
  { label: 'Every hour', cron: '@hourly' },
  { label: 'Every day at 09:00', cron: '0 9 * * *' },
  { label: 'Weekdays at 09:00', cron: '0 9 * * 1-5' },
  { label: 'Mondays at 09:00', cron: '0 9 * * 1' },
  { label: 'First of the month', cron: '0 9 1 * *' },
];

export function ScheduleFields({ form }: { form: TriggerFormApi }) {
  const { errors } = form.formState;
  const [cron, timeZone, missed] = useWatch({
    control: form.control,
    name: ['cron', 'time_zone', 'missed'],
  });
  const zones = useId();
  const preview = usePreview(cron.trim(), timeZone.trim());
  const problemOf = (path: string): string | undefined =>
    preview.error instanceof ApiError
      ? preview.error.details.find((detail) => detail.path === path)?.message
      : undefined;
  const cronError = errors.cron?.message ?? problemOf('cron');
  const zoneError = errors.time_zone?.message ?? problemOf('time_zone');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          id="trigger-cron"
          label="Schedule"
          required
          error={cronError}
          hint="Minute, hour, day, month, weekday"
        >
          <input
            {...fieldProps('trigger-cron', { hint: true, error: cronError, required: true })}
            {...form.register('cron')}
            autoComplete="off"
            spellCheck={false}
            className="field mono"
          />
        </Field>
        <Field
          id="trigger-zone"
          label="Time zone"
          required
          error={zoneError}
          hint="Its clocks count, summer time included"
        >
          <input
            {...fieldProps('trigger-zone', { hint: true, error: zoneError, required: true })}
            {...form.register('time_zone')}
            list={zones}
            autoComplete="off"
            spellCheck={false}
            className="field"
          />
          <datalist id={zones}>
            {ZONES.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </Field>
      </div>
      <div role="group" aria-label="Common schedules" className="flex flex-wrap gap-1.5">
        {PRESETS.map((preset) => (
          <button
            key={preset.cron}
            type="button"
            aria-pressed={cron === preset.cron}
            onClick={() => form.setValue('cron', preset.cron, { shouldDirty: true, shouldValidate: true })}
            className="h-7 rounded-full border border-control/50 px-2.5 text-xs text-muted hover:bg-hover hover:text-text aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:text-accent coarse:h-11 coarse:px-3.5"
          >
            {preset.label}
          </button>
        ))}
      </div>
      <SchedulePreview shown={preview.data} error={preview.error} />
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id="trigger-missed" label="Missed runs">
          <Select {...fieldProps('trigger-missed')} {...form.register('missed')}>
            <option value="last">Make up the last one</option>
            <option value="none">Leave out</option>
            <option value="all">Make up several</option>
          </Select>
        </Field>
        {missed === 'all' ? (
          <Field id="trigger-missed-limit" label="At most" error={errors.missed_limit?.message}>
            <input
              {...fieldProps('trigger-missed-limit', { error: errors.missed_limit?.message })}
              {...form.register('missed_limit')}
              inputMode="numeric"
              autoComplete="off"
              className="field"
            />
          </Field>
        ) : null}
        <Field id="trigger-overlap" label="While an earlier task is open">
          <Select {...fieldProps('trigger-overlap')} {...form.register('overlap')}>
            <option value="allow">Run all the same</option>
            <option value="skip">Skip the run</option>
            <option value="cancel_previous">Cancel the earlier task</option>
          </Select>
        </Field>
      </div>
    </>
  );
}

/** As the server reckons it, once the typing has settled. */
function usePreview(cron: string, timeZone: string) {
  const settled = useSettled(`${cron}\n${timeZone}`, TYPING_MS);
  const [settledCron = '', settledZone = ''] = settled.split('\n');
  return useQuery(triggerQueries.preview(settledCron, settledZone));
}
