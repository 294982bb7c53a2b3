/** At most so often something is said. */
const PAUSE_MS = 1_000;
/** A screen reader has to know a region before anything in it changes. */
const FIRST_MS = 250;
const CLEARED_AFTER_MS = 5_000;

type Urgency = 'polite' | 'assertive';
const waiting: { text: string; urgency: Urgency }[] = [];
let timer: number | undefined;

/** Has screen readers say a text. What comes within a second is said in one go, and the same only once. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  if (!waiting.some((other) => other.text === text)) waiting.push({ text, urgency });
  regionOf(urgency);
  timer ??= window.setTimeout(say, FIRST_MS);
}

function say(): void {
  const [first] = waiting;
  if (!first) {
    timer = undefined;
    return;
  }
  const isUrgent = waiting.some(({ urgency }) => urgency === 'assertive');
  const said = waiting.filter(({ urgency }) => !isUrgent || urgency === 'assertive');
  for (const note of said) waiting.splice(waiting.indexOf(note), 1);
  write(regionOf(isUrgent ? 'assertive' : 'polite'), said.map(({ text }) => text).join('. '));
  timer = window.setTimeout(say, PAUSE_MS);
}

/** A new element each time: the same words are said again. */
function write(region: HTMLElement, text: string): void {
  const line = document.createElement('p');
  line.textContent = text;
  region.replaceChildren(line);
  window.setTimeout(() => line.remove(), CLEARED_AFTER_MS);
}

function regionOf(urgency: Urgency): HTMLElement {
  const known = document.querySelector<HTMLElement>(`body > [data-announcer="${urgency}"]`);
  if (known) return known;
  const region = document.createElement('div');
  region.dataset['announcer'] = urgency;
  region.setAttribute('aria-live', urgency);
  region.className = 'sr-only';
  document.body.append(region);
  return region;
}
