import { createMemoryRequestSchema, type Memory } from '@taskhelm/contract';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { formatCount } from '../../lib/format-number.ts';
import { useSaveMemory } from './memory-queries.ts';

/** `memory` is changed; without one, something new is kept. */
type MemoryDialogProps = { agent: string; memory: Memory | null; onClose: () => void };

type Errors = { key?: string; text?: string };

export function MemoryDialog({ agent, memory, onClose }: MemoryDialogProps) {
  const id = useId();
  const save = useSaveMemory(agent);
  const [key, setKey] = useState(memory?.key ?? '');
  const [text, setText] = useState(memory?.text ?? '');
  const [errors, setErrors] = useState<Errors>({});
  const isTaken = save.error instanceof ApiError && save.error.code === 'name_taken';
  const keyError = errors.key ?? (isTaken ? save.error?.message : undefined);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const parsed = createMemoryRequestSchema.safeParse({ key, text });
    if (parsed.success) {
      setErrors({});
      save.mutate({ memory, body: parsed.data }, { onSuccess: onClose });
      return;
    }
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    setErrors({
      ...(wrong.has('key') ? { key: 'A key of 1 to 100 characters' } : {}),
      ...(wrong.has('text') ? { text: 'A text of 1 to 8,000 characters' } : {}),
    });
  };
  return (
    <Dialog open onClose={onClose} title={memory ? 'Change a memory' : `New memory of ${agent}`}>
      <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
          <Field
            id={`${id}-key`}
            label="Key"
            required
            error={keyError}
            hint="The agent finds it by this, such as customers/acme"
          >
            <input
              {...fieldProps(`${id}-key`, { hint: true, error: keyError, required: true })}
              value={key}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setKey(event.target.value)}
              className="field mono"
            />
          </Field>
          <Field
            id={`${id}-text`}
            label="Text"
            required
            error={errors.text}
            hint="Its tasks read this as it stands. No passwords: store those as secrets."
            aside={formatCount(text.length)}
          >
            <textarea
              {...fieldProps(`${id}-text`, { hint: true, error: errors.text, required: true })}
              value={text}
              rows={6}
              onChange={(event) => setText(event.target.value)}
              className="field field-sizing-content max-h-[50dvh] min-h-32 resize-y"
            />
          </Field>
          {save.error && !isTaken ? <ErrorLine title="Nothing was saved." error={save.error} /> : null}
        </div>
        <div className="flex justify-end gap-2 border-t px-4 py-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : memory ? 'Save' : 'Keep'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
