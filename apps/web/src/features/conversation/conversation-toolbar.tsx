import { AlignLeft, ChevronsDownUp, ChevronsUpDown, Search } from 'lucide-react';
import { lazy, Suspense, useState, type ComponentProps } from 'react';
import { IconButton } from '../../components/button.tsx';
import { useCommand } from '../../lib/commands.ts';
import { FindBar } from './find-bar.tsx';
import { useOpenCards } from './open-cards.tsx';

const TranscriptDialog = lazy(() =>
  import('./transcript-dialog.tsx').then((module) => ({ default: module.TranscriptDialog })),
);

type ConversationToolbarProps = Omit<ComponentProps<typeof FindBar>, 'words'> & {
  /** What is looked for; null where nothing is. */
  words: string | null;
  taskId: string;
  stickyTop: number;
  onFind: () => void;
};

/** What can be done with the conversation as a whole; while something is looked for, the words stay in view. */
export function ConversationToolbar({
  taskId,
  words,
  stickyTop,
  onFind,
  ...finding
}: ConversationToolbarProps) {
  const [showsText, setShowsText] = useState(false);
  const { chooseAll } = useOpenCards();
  const [allOpen, setAllOpen] = useState(false);
  const toggleAll = (): void => {
    chooseAll(!allOpen);
    setAllOpen(!allOpen);
  };
  useCommand({ id: 'cards', keys: 'shift+e', label: 'Open or close all', group: 'Task', run: toggleAll });
  if (words !== null) {
    return (
      <div className="sticky z-20 mb-2 flex" style={{ top: stickyTop + 8 }}>
        <FindBar words={words} {...finding} />
      </div>
    );
  }
  return (
    <div className="mb-2 flex items-center coarse:-mr-3">
      <h2 className="flex-1 text-xs font-medium text-muted">Conversation</h2>
      <IconButton label="The whole conversation as text" onClick={() => setShowsText(true)}>
        <AlignLeft aria-hidden className="size-4" />
      </IconButton>
      {showsText ? (
        <Suspense>
          <TranscriptDialog taskId={taskId} onClose={() => setShowsText(false)} />
        </Suspense>
      ) : null}
      <IconButton label={allOpen ? 'Close all (Shift+E)' : 'Open all (Shift+E)'} onClick={toggleAll}>
        {allOpen ? (
          <ChevronsDownUp aria-hidden className="size-4" />
        ) : (
          <ChevronsUpDown aria-hidden className="size-4" />
        )}
      </IconButton>
      <IconButton label="Find in conversation (/)" onClick={onFind}>
        <Search aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
