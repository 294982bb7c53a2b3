import { Dialog } from '../components/dialog.tsx';
import { Keys } from '../components/keys.tsx';
import { Link } from '@tanstack/react-router';
import { useCommands, type Command } from '../lib/commands.ts';
import { usePreference } from '../lib/preferences.ts';
import { isHeard } from '../lib/shortcuts.ts';

const GROUPS: readonly Command['group'][] = ['Anywhere', 'Task list', 'Task', 'Answering'];
const FIXED = [
  { keys: 'mod+Enter', label: 'Send the form', group: 'Anywhere' },
  { keys: 'Esc', label: 'Close what is open', group: 'Anywhere' },
];

/** Every key that does something on the page behind it. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const hasLetterKeys = usePreference('letterKeys');
  const commands = [...useCommands(), ...FIXED].filter(({ keys }) => isHeard(keys));
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts">
      {hasLetterKeys ? null : (
        <p className="px-4 pt-4 text-sm">
          Letter keys are off in this browser: these are the keys that still act.{' '}
          <Link
            to="/settings/appearance"
            onClick={onClose}
            className="text-accent underline underline-offset-2"
          >
            Turn them on
          </Link>
        </p>
      )}
      <div className="grid gap-x-8 gap-y-4 overflow-y-auto p-4 md:grid-cols-2">
        {GROUPS.map((group) => {
          const members = commands.filter((command) => command.group === group);
          if (members.length === 0) return null;
          return (
            <section key={group}>
              <h3 className="mb-1 text-xs font-medium text-muted">{group}</h3>
              <dl>
                {members.map((command) => (
                  <div key={command.keys} className="flex min-h-7 items-center justify-between gap-4 text-sm">
                    <dt>{command.label}</dt>
                    <dd>
                      <Keys keys={command.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
