import { type Model } from '@taskhelm/contract';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ModelDialog } from '../features/models/model-dialog.tsx';
import type { ModelDraft } from '../features/models/model-draft.ts';
import { ModelList } from '../features/models/model-list.tsx';
import { ModelOffers } from '../features/models/model-offers.tsx';
import { useMay } from '../lib/who-am-i.ts';

type Edited = { model: Model | null; given?: Partial<ModelDraft> };

export function ModelsPage() {
  const canChange = useMay('admin') ?? false;
  const [edited, setEdited] = useState<Edited | null>(null);
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4">
        <PageTitle name="Models" />
        {canChange ? (
          <Button
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setEdited({ model: null })}
          >
            New model
          </Button>
        ) : null}
      </div>
      {canChange ? <ModelOffers onChoose={(given) => setEdited({ model: null, given })} /> : null}
      <ModelList canChange={canChange} onEdit={(model) => setEdited({ model })} />
      {edited ? <ModelDialog {...edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
