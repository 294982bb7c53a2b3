import type { Alert } from '@taskhelm/contract';

const WORDS = { needs_input: 'Needs input', failed: 'Failed' } as const;
const LONGEST = 200;

/** One on the screen for each task and state: a newer one takes its place. */
export function showAlert({ task_id, state, title, agent, text }: Alert, onClick: () => void): void {
  const notification = new Notification(`${WORDS[state]}: ${cut(title)}`, {
    body: cut(text === '' ? agent : `${agent}: ${text}`),
    tag: `taskhelm ${task_id} ${state}`,
  });
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
    onClick();
  });
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
