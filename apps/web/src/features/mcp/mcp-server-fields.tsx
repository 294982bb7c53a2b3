import type { McpServer } from '@taskhelm/contract';
import { Field, fieldProps } from '../../components/field.tsx';
import type { ServerDraft, ServerErrors } from './mcp-server-draft.ts';

type FieldsProps = {
  id: string;
  server: McpServer | null;
  draft: ServerDraft;
  errors: ServerErrors;
  onChange: (draft: ServerDraft) => void;
};

export function McpServerFields({ id, server, draft, errors, onChange }: FieldsProps) {
  const set = (change: Partial<ServerDraft>): void => onChange({ ...draft, ...change });
  return (
    <>
      {server ? null : (
        <Field
          id={`${id}-name`}
          label="Name"
          required
          error={errors.name}
          hint="Its tools are called name__tool. It cannot be changed later."
        >
          <input
            {...fieldProps(`${id}-name`, { hint: true, error: errors.name, required: true })}
            value={draft.name}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ name: event.target.value })}
            className="field mono"
          />
        </Field>
      )}
      {server?.transport === 'stdio' ? null : (
        <>
          <Field
            id={`${id}-url`}
            label="Address"
            required
            error={errors.url}
            hint="Of its streamable HTTP endpoint, often ending in /mcp"
          >
            <input
              {...fieldProps(`${id}-url`, { hint: true, error: errors.url, required: true })}
              type="url"
              value={draft.url}
              autoComplete="off"
              onChange={(event) => set({ url: event.target.value })}
              className="field mono"
            />
          </Field>
          <HeaderFields id={id} server={server} draft={draft} errors={errors} onChange={onChange} />
          <Field id={`${id}-seconds`} label="Seconds a call may take" error={errors.seconds}>
            <input
              {...fieldProps(`${id}-seconds`, { error: errors.seconds })}
              inputMode="decimal"
              value={draft.seconds}
              onChange={(event) => set({ seconds: event.target.value })}
              className="field max-w-32"
            />
          </Field>
        </>
      )}
      <Check checked={draft.enabled} onChange={(enabled) => set({ enabled })}>
        On: its approved tools can be called
      </Check>
    </>
  );
}

function HeaderFields({ id, server, draft, errors, onChange }: FieldsProps) {
  const kept = server?.header_names ?? [];
  const hint =
    kept.length > 0
      ? `Empty: ${kept.join(', ')} stay as they are. What is written here replaces them.`
      : 'One a line, as “Authorization: Bearer …”. They are kept encrypted and never shown again.';
  return (
    <>
      <Field id={`${id}-headers`} label="Headers" error={errors.headers} hint={hint}>
        <textarea
          {...fieldProps(`${id}-headers`, { hint: true, error: errors.headers })}
          rows={2}
          value={draft.headers}
          autoComplete="off"
          spellCheck={false}
          disabled={draft.dropHeaders}
          onChange={(event) => onChange({ ...draft, headers: event.target.value })}
          className="field mono field-sizing-content max-h-40 resize-y"
        />
      </Field>
      {kept.length > 0 ? (
        <Check
          checked={draft.dropHeaders}
          onChange={(dropHeaders) => onChange({ ...draft, dropHeaders, headers: '' })}
        >
          Send no headers any more
        </Check>
      ) : null}
    </>
  );
}

type CheckProps = { checked: boolean; onChange: (checked: boolean) => void; children: string };

function Check({ checked, onChange, children }: CheckProps) {
  return (
    <label className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-accent coarse:size-5"
      />
      {children}
    </label>
  );
}
