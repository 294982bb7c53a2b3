import { taskEndpoints, type TaskDetail } from '@taskhelm/contract';
import { useCommand, type Command } from '../../lib/commands.ts';
import { copyText } from '../../lib/copy-text.ts';
import { curlLine } from '../../lib/curl.ts';

/** Passes the open task on, to a person as a link or to a shell as a command. */
export function useTaskCommands({ id }: TaskDetail): void {
  const group: Command['group'] = 'Task';
  useCommand({
    id: 'copy-link',
    keys: 'y',
    label: 'Copy a link to what is shown',
    group,
    run: () => copyText('Link', linkToFocus()),
  });
  useCommand({
    id: 'copy-curl',
    keys: 'shift+y',
    label: 'Copy as cURL',
    group,
    run: () => copyText('Command', curlLine(taskEndpoints.get, { params: { id } })),
  });
}

/** To the message that has the focus, or else to what the address names. */
function linkToFocus(): string {
  const seq = document.activeElement?.closest<HTMLElement>('[data-seq]')?.dataset['seq'];
  return seq && /^\d+$/.test(seq) ? `${location.origin}${location.pathname}#m=${seq}` : location.href;
}
