import { entryKey, type ConversationEntry } from './arrange-items.ts';
import { ConversationEntryView } from './conversation-items.tsx';
import { MessageAddress } from './message-address.ts';
import { OpenCardsProvider } from './open-cards.tsx';

type MessageEntriesProps = {
  label: string;
  taskId: string;
  sessionId: string;
  entries: readonly ConversationEntry[];
  isOver: boolean;
};

/** A few entries of a conversation, on a page that is not its own. */
export function MessageEntries({ label, taskId, sessionId, entries, isOver }: MessageEntriesProps) {
  return (
    <MessageAddress value={taskId}>
      <OpenCardsProvider onToggle={ignore}>
        <ol aria-label={label} className="space-y-3">
          {entries.map((entry) => (
            <li key={entryKey(entry)}>
              <ConversationEntryView entry={entry} sessionId={sessionId} isOver={isOver} />
            </li>
          ))}
        </ol>
      </OpenCardsProvider>
    </MessageAddress>
  );
}

const ignore = (): void => undefined;
