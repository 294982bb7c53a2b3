import type { Model } from '@taskhelm/contract';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { formatCost, formatCount, plural } from '../../lib/format-number.ts';
import { KIND_LABELS } from './model-draft.ts';
import { useDeleteModel, useMakeDefault, useTestModel } from './model-queries.ts';
import { ModelTestResult } from './model-test-result.tsx';

type ModelRowProps = { model: Model; canChange: boolean; onEdit: () => void };

export function ModelRow({ model, canChange, onEdit }: ModelRowProps) {
  const test = useTestModel();
  return (
    <li className="border-b px-4 py-3" aria-label={model.name}>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium wrap-anywhere">{model.name}</span>
            {model.is_default ? <span className="text-xs font-medium text-accent">Default</span> : null}
            {model.enabled ? null : <span className="text-xs font-medium text-muted">Disabled</span>}
            {model.from_environment ? <span className="text-xs text-muted">from the environment</span> : null}
          </p>
          <p className="text-sm break-words text-muted">{details(model).join(' · ')}</p>
        </div>
        {canChange ? (
          <RowActions
            model={model}
            onEdit={onEdit}
            onTest={() => test.mutate(model)}
            isTesting={test.isPending}
          />
        ) : null}
      </div>
      <div role="status">
        {test.isPending ? <p className="mt-1 text-sm text-muted">Calling {model.name}…</p> : null}
        {test.data && !test.isPending ? <ModelTestResult test={test.data} /> : null}
      </div>
      {test.error ? <ErrorLine title="The model was not tested." error={test.error} /> : null}
    </li>
  );
}

function details(model: Model): string[] {
  const { kind, provider_model, base_url, key_set, price, context_window, agents } = model;
  const what =
    kind === 'scripted'
      ? ['Follows a script and does not reason']
      : [KIND_LABELS[kind], provider_model, ...(base_url ? [base_url] : []), key_set ? 'key set' : 'no key'];
  return [
    ...what,
    price
      ? `${formatCost(price.input_microusd)} in, ${formatCost(price.output_microusd)} out per million tokens`
      : 'no price',
    ...(context_window === null ? [] : [`${formatCount(context_window)} tokens`]),
    ...(agents.length > 0 ? [`used by ${plural(agents.length, 'agent')}`] : []),
  ];
}

type RowActionsProps = { model: Model; isTesting: boolean; onTest: () => void; onEdit: () => void };

function RowActions({ model, isTesting, onTest, onEdit }: RowActionsProps) {
  const makeDefault = useMakeDefault();
  const remove = useDeleteModel();
  return (
    <div className="flex flex-wrap gap-1.5">
      <Button size="small" disabled={isTesting} onClick={onTest} aria-label={`Test ${model.name}`}>
        Test
      </Button>
      <Button size="small" onClick={onEdit} aria-label={`Edit ${model.name}`}>
        Edit
      </Button>
      {model.is_default ? null : (
        <>
          <Button
            size="small"
            disabled={makeDefault.isPending || !model.enabled}
            onClick={() => makeDefault.mutate(model)}
            aria-label={`Make ${model.name} the default`}
          >
            Make default
          </Button>
          <LazyConfirmPopover
            trigger={
              <Button size="small" disabled={remove.isPending} aria-label={`Delete ${model.name}`}>
                Delete
              </Button>
            }
            question={`Delete “${model.name}”?`}
            detail={
              model.agents.length > 0
                ? `It is the model of ${model.agents.join(', ')}, so it cannot be deleted before they have another.`
                : 'Its key is deleted with it. Tasks that it worked on stay as they are.'
            }
            confirmLabel="Delete model"
            onConfirm={() => remove.mutate(model)}
          />
        </>
      )}
    </div>
  );
}
