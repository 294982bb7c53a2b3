import { PageTitle } from '../components/page-title.tsx';
import { ModelList } from '../features/models/model-list.tsx';

export function ModelsPage() {
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4">
        <PageTitle name="Models" />
      </div>
      <ModelList />
    </>
  );
}
