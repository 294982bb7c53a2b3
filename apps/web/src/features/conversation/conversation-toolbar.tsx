import { ChevronsDownUp, ChevronsUpDown, Search } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { useCommand } from '../../lib/commands.ts';
import { FindBar } from './find-bar.tsx';
import { useOpenCards } from './open-cards.tsx';
import type { Find } from './use-find.ts';

type ConversationToolbarProps = {
  find: Find;
  stickyTop: number;
  isLoading: boolean;
  onFind: () => void;
  onShow: (index: number | null) => void;
};

/** What can be done with the conversation as a whole; while something is looked for, the words stay in view. */
export function ConversationToolbar({
  find,
  stickyTop,
  isLoading,
  onFind,
  onShow,
}: ConversationToolbarProps) {
  const { chooseAll } = useOpenCards();
  const [allOpen, setAllOpen] = useState(false);
  const toggleAll = (): void => {
    chooseAll(!allOpen);
    setAllOpen(!allOpen);
  };
  useCommand({ id: 'cards', keys: 'shift+e', label: 'Open or close all', group: 'Task', run: toggleAll });
  if (find.words !== null) {
    return (
      <div className="sticky z-20 mb-2 flex" style={{ top: stickyTop + 8 }}>
        <FindBar
          words={find.words}
          current={find.current}
          total={find.found.length}
          isLoading={isLoading}
          onWords={find.setWords}
          onMove={(by) => onShow(find.move(by))}
          onClose={find.close}
        />
      </div>
    );
  }
  return (
    <div className="mb-2 flex items-center coarse:-mr-3">
      <h2 className="flex-1 text-xs font-medium text-muted">Conversation</h2>
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
