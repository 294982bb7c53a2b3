import { useNavigate } from '@tanstack/react-router';
import { PageTitle } from '../components/page-title.tsx';
import { NewAgent } from '../features/agents/new-agent.tsx';

export function NewAgentPage() {
  const navigate = useNavigate();
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center border-b px-4 md:px-6">
        <PageTitle name="New agent" />
      </div>
      <NewAgent
        onCreated={(name) => void navigate({ to: '/agents/$name', params: { name } })}
        onCancel={() => void navigate({ to: '/agents' })}
      />
    </>
  );
}
