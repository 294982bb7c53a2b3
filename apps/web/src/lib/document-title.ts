let pageName = '';
let waiting = 0;

/** The tab shows how many requests wait for a person, then the page. */
export function setPageName(name: string): void {
  pageName = name;
  write();
}

export function setWaitingCount(count: number): void {
  waiting = count;
  write();
}

function write(): void {
  document.title = [waiting > 0 ? `(${waiting}) ` : '', pageName ? `${pageName} · ` : '', 'Taskhelm'].join(
    '',
  );
}
