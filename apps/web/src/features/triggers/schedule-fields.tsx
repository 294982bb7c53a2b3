import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import { Field, fieldProps } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { useSettled } from '../../lib/use-settled.ts';
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
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          id="trigger-cron"
          label="Schedule"
          required
          error={errors.cron?.message}
          hint="Minute, hour, day, month, weekday"
        >
          <input
            {...fieldProps('trigger-cron', { hint: true, error: errors.cron?.message, required: true })}
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
          error={errors.time_zone?.message}
          hint="Its clocks count, summer time included"
        >
          <input
            {...fieldProps('trigger-zone', { hint: true, error: errors.time_zone?.message, required: true })}
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
            onClick={() => form.setValue('cron', preset.cron, { shouldDirty: true })}
            className="h-7 rounded-full border border-control/50 px-2.5 text-xs text-muted hover:bg-hover hover:text-text aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:text-accent coarse:h-11 coarse:px-3.5"
          >
            {preset.label}
          </button>
        ))}
      </div>
      <SchedulePreview cron={cron.trim()} timeZone={timeZone.trim()} />
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

/** In words and moments, as the server reckons them. */
function SchedulePreview({ cron, timeZone }: { cron: string; timeZone: string }) {
  const settled = useSettled(`${cron}\n${timeZone}`, TYPING_MS);
  const [settledCron = '', settledZone = ''] = settled.split('\n');
  const query = useQuery(triggerQueries.preview(settledCron, settledZone));
  const shown = query.data;
  const problem = query.error instanceof ApiError ? query.error.details : [];
  return (
    <div
      role="status"
      aria-label="Preview of the schedule"
      className="min-h-36 rounded-md bg-surface px-3 py-2 text-sm"
    >
      {query.isError ? (
        <ul className="text-failed">
          {problem.length > 0 ? (
            problem.map(({ path, message }) => <li key={path}>{message}</li>)
          ) : (
            <li>{query.error.message}</li>
          )}
        </ul>
      ) : shown ? (
        <>
          <p className="font-medium">
            {shown.text} <span className="font-normal text-muted">({shown.time_zone})</span>
          </p>
          <ol className="mt-1 text-muted tabular-nums">
            {shown.next.map(({ at, local }, index) => (
              <li key={at}>
                <time dateTime={at}>{formatLocal(local)}</time>
                {index > 0 && offsetOf(local) !== offsetOf(shown.next[index - 1]?.local ?? '')
                  ? ' · after the clocks changed'
                  : null}
              </li>
            ))}
          </ol>
          <p className="mt-1 text-xs text-muted">
            When clocks go forward, a fixed time that is left out runs right after the gap; when they go back,
            one that comes twice runs once.
          </p>
        </>
      ) : null}
    </div>
  );
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** `Mon, 30 Nov 2026, 09:00 +01:00`: the clocks of the schedule's zone, not of this browser. */
function formatLocal(local: string): string {
  return `${dayFormat.format(new Date(`${local.slice(0, 10)}T00:00:00Z`))}, ${local.slice(11, 16)} ${offsetOf(local)}`;
}

const offsetOf = (local: string): string => local.slice(19);
