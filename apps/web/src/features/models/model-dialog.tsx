import type { Model } from '@taskhelm/contract';
import { useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { toastSuccess } from '../../lib/toast.ts';
import { changeOf, draftOf, emptyDraft, errorsByField, readDraft, type ModelDraft } from './model-draft.ts';
import { ModelFields } from './model-fields.tsx';
import { useSaveModel } from './model-queries.ts';

/** `model` is changed; without one, a new model begins with what is `given`. */
export type ModelDialogProps = { model: Model | null; given?: Partial<ModelDraft>; onClose: () => void };

export function ModelDialog({ model, given, onClose }: ModelDialogProps) {
  const save = useSaveModel();
  const [draft, setDraft] = useState(() => (model ? draftOf(model) : emptyDraft(given)));
  const [errors, setErrors] = useState(errorsByField([]));
  const told = save.error instanceof ApiError ? errorsByField(save.error.details) : {};

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readDraft(draft);
    setErrors('errors' in read ? read.errors : {});
    if ('errors' in read) return;
    const onSuccess = (saved: Model): void => {
      toastSuccess(model ? `Saved “${saved.name}”` : `${saved.name} is set up`);
      onClose();
    };
    if (model) save.mutate({ model, body: changeOf(model, draft, read.body) }, { onSuccess });
    else save.mutate({ model, body: read.body }, { onSuccess });
  };
  return (
    <Dialog open onClose={onClose} title={model ? `Edit ${model.name}` : 'New model'}>
      <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
          <ModelFields
            model={model}
            draft={draft}
            errors={{ ...told, ...errors }}
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
          {save.error ? <ErrorLine title="The model was not saved." error={save.error} /> : null}
        </div>
        <div className="flex justify-end gap-2 border-t px-4 py-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : model ? 'Save' : 'Set up model'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
