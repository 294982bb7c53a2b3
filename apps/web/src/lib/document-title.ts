import { whenIdle } from './when-idle.ts';

let pageName = '';
let waiting = 0;

/** The tab shows how many requests wait for a person, also in its icon, then the page. */
export function setPageName(name: string): void {
  pageName = name;
  write();
}

export function setWaitingCount(count: number): void {
  const changes = waiting !== count;
  waiting = count;
  write();
  if (changes) whenIdle(async () => (await import('./favicon.ts')).showInFavicon(waiting));
}

function write(): void {
  document.title = [waiting > 0 ? `(${waiting}) ` : '', pageName ? `${pageName} · ` : '', 'Taskhelm'].join(
    '',
  );
}
