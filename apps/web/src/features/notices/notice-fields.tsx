import { WEBHOOK_FORMATS, type Webhook } from '@taskhelm/contract';
import { Field, fieldProps } from '../../components/field.tsx';
import { AgentFields, EventFields } from './notice-rule-fields.tsx';
import type { DraftErrors, NoticeDraft } from './notice-draft.ts';
import { FORMAT_HELP, FORMAT_LABELS } from './notice-words.ts';

export type AgentName = { id: string; name: string };

/** The part of the form that a group of fields works on. */
export type FieldsProps = {
  draft: NoticeDraft;
  errors: DraftErrors;
  onChange: (change: Partial<NoticeDraft>) => void;
};

type NoticeFieldsProps = FieldsProps & { notice: Webhook | null; agents: readonly AgentName[] };

export function NoticeFields({ notice, agents, ...fields }: NoticeFieldsProps) {
  const { draft, errors, onChange } = fields;
  return (
    <>
      <Field id="notice-name" label="Name" required error={errors.name}>
        <input
          {...fieldProps('notice-name', { error: errors.name, required: true })}
          value={draft.name}
          autoComplete="off"
          onChange={(event) => onChange({ name: event.target.value })}
          className="field"
        />
      </Field>
      {notice ? null : <FormatFields {...fields} />}
      <AddressField notice={notice} {...fields} />
      {draft.format === 'email' ? <MailFields {...fields} /> : null}
      <EventFields {...fields} />
      <AgentFields agents={agents} {...fields} />
    </>
  );
}

function FormatFields({ draft, onChange }: FieldsProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Format</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {WEBHOOK_FORMATS.map((format) => (
          <label key={format} className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
            <input
              type="radio"
              name="notice-format"
              checked={draft.format === format}
              onChange={() => onChange({ format })}
              className="size-4 accent-accent coarse:size-5"
            />
            {FORMAT_LABELS[format]}
          </label>
        ))}
      </div>
      <p className="mt-1 text-sm text-muted" role="status">
        {FORMAT_HELP[draft.format].what}
      </p>
    </fieldset>
  );
}

function AddressField({ notice, draft, errors, onChange }: FieldsProps & { notice: Webhook | null }) {
  const { needs, placeholder } = FORMAT_HELP[draft.format];
  const label = draft.format === 'email' ? 'Mail server (SMTP URL)' : 'URL';
  const kept = notice ? `It is kept secret. Leave it empty to keep the one at ${notice.target}.` : '';
  return (
    <Field
      id="notice-url"
      label={label}
      required={notice === null}
      error={errors.url}
      hint={[kept, needs].filter(Boolean).join(' ')}
    >
      <input
        {...fieldProps('notice-url', { hint: true, error: errors.url, required: notice === null })}
        value={draft.url}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder={notice ? `${notice.target}/…` : placeholder}
        onChange={(event) => onChange({ url: event.target.value })}
        className="field mono"
      />
    </Field>
  );
}

function MailFields({ draft, errors, onChange }: FieldsProps) {
  return (
    <>
      <Field id="notice-from" label="From" required error={errors.from}>
        <input
          {...fieldProps('notice-from', { error: errors.from, required: true })}
          value={draft.from}
          inputMode="email"
          autoComplete="off"
          placeholder="taskhelm@example.com"
          onChange={(event) => onChange({ from: event.target.value })}
          className="field"
        />
      </Field>
      <Field id="notice-to" label="Recipients" required error={errors.to} hint="One address a line, up to 20">
        <textarea
          {...fieldProps('notice-to', { hint: true, error: errors.to, required: true })}
          value={draft.to}
          rows={2}
          spellCheck={false}
          placeholder="ana@example.com"
          onChange={(event) => onChange({ to: event.target.value })}
          className="field"
        />
      </Field>
    </>
  );
}
