/**
 * Puts the person where the answer begins: into the first question, or beside a decision, for which letters are keys. A
 * finger would open the keyboard over what is to be read first.
 */
export function focusAnswer(section: HTMLElement | null): void {
  if (!section || document.querySelector('[role="dialog"]:not([data-toasts] *)')) return;
  const first = (selector: string): HTMLElement | null =>
    section.querySelector<HTMLElement>(`[data-question] ${selector}`);
  const field = first('input:checked') ?? first(':is(textarea, input, select)');
  const isTouch = matchMedia('(pointer: coarse)').matches;
  (isTouch ? section : (field ?? section)).focus();
}
