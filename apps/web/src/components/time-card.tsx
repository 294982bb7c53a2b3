import { Popover } from '@base-ui/react/popover';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { useClock } from '../lib/clock.ts';
import { useCommand } from '../lib/commands.ts';
import { formatFull, formatRelative, nameOfLocalZone } from '../lib/format-time.ts';
import { usePreference } from '../lib/preferences.ts';
import { CopyButton } from './copy-button.tsx';

const TIMES = 'time[datetime]';
/** Milliseconds that the pointer rests on a time before its card opens, and that it has to come over to the card. */
const REST_MS = 350;
const CROSS_MS = 200;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** `isHeld`: opened on purpose, so it has the focus; one that the pointer opened leaves the focus where it is. */
type Shown = { element: HTMLElement; at: string; isHeld: boolean };

/**
 * The card that tells everything about the time under the pointer, tapped on, or nearest to the focus: one for all times of
 * the page, which stay plain text and no stop of the Tab key.
 */
export function TimeCard() {
  const [shown, setShown] = useState<Shown | null>(null);
  const { cancel, later } = useDelay();
  const popup = useRef<HTMLDivElement>(null);
  const wasHeld = useRef(false);
  const isHeld = shown?.isHeld ?? false;
  const show = (element: HTMLElement, holds: boolean): void => {
    wasHeld.current = holds;
    setShown({ element, at: element.getAttribute('datetime') ?? '', isHeld: holds });
  };
  const close = (): void => {
    cancel();
    setShown(null);
  };

  useCommand({
    id: 'time',
    keys: 't',
    label: 'Exact time, to copy',
    group: 'Anywhere',
    run: () => {
      const element = nearestTime();
      if (element) show(element, true);
    },
  });
  const onPointerOver = useEffectEvent(({ target, pointerType }: PointerEvent) => {
    if (pointerType !== 'mouse' || shown?.isHeld) return;
    const element = (target as Element).closest<HTMLElement>(TIMES);
    if (element) later(REST_MS, () => show(element, false));
    else if (shown && !(target as Element).closest('[data-time-card]')) later(CROSS_MS, close);
    else cancel();
  });
  const onClick = useEffectEvent(({ target }: MouseEvent) => {
    const element = (target as Element).closest<HTMLElement>(TIMES);
    if (!element || element.closest('a, button')) return;
    cancel();
    show(element, true);
  });
  useEffect(() => {
    const over = (event: PointerEvent): void => onPointerOver(event);
    const click = (event: MouseEvent): void => onClick(event);
    document.addEventListener('pointerover', over);
    document.addEventListener('click', click);
    return () => {
      document.removeEventListener('pointerover', over);
      document.removeEventListener('click', click);
    };
  }, []);

  // One that the pointer opened takes the focus when it is held.
  useEffect(() => {
    if (isHeld) popup.current?.focus();
  }, [isHeld]);

  const step = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (!shown || by === undefined) return;
    event.preventDefault();
    const times = visibleTimes(document);
    const next = times[times.indexOf(shown.element) + by];
    if (next) show(next, true);
  };
  return (
    <Popover.Root open={shown !== null} onOpenChange={(isOpen) => (isOpen ? undefined : close())}>
      <Popover.Portal>
        <Popover.Positioner anchor={shown?.element ?? null} sideOffset={6} className="z-50">
          <Popover.Popup
            ref={popup}
            data-time-card
            role={isHeld ? 'dialog' : 'group'}
            aria-label="Exact time"
            initialFocus={isHeld}
            finalFocus={() => wasHeld.current}
            onKeyDown={step}
            className="max-w-[calc(100vw-2rem)] rounded-lg border bg-raised p-3 text-sm text-text shadow-pop outline-none"
          >
            {shown ? <Readings shown={shown} onGone={close} /> : null}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** One moment in every way that it can be said. */
function Readings({ shown: { at, element, isHeld }, onGone }: { shown: Shown; onGone: () => void }) {
  const zone = usePreference('zone');
  const relative = useClock((now) => formatRelative(at, now, zone));
  // What was pointed at may go while it is looked at.
  const isGone = useClock(() => (element.isConnected ? '' : 'gone')) !== '';
  const whenGone = useEffectEvent(onGone);
  useEffect(() => {
    if (isGone) whenGone();
  }, [isGone]);
  const readings = [
    { name: 'Relative', text: relative },
    { name: 'Local', text: formatFull(at, 'local'), about: nameOfLocalZone() },
    { name: 'UTC', text: formatFull(at, 'utc') },
    { name: 'ISO', text: new Date(at).toISOString() },
  ];
  return (
    <>
      <dl aria-live={isHeld ? 'polite' : 'off'} className="space-y-0.5">
        {readings.map(({ name, text, about }) => (
          <div key={name} className="flex min-h-6 items-center gap-3">
            <dt className="w-14 shrink-0 text-muted">{name}</dt>
            <dd className="flex min-w-0 flex-1 items-center gap-3">
              <span className="min-w-0 flex-1 break-words tabular-nums">
                {text}
                {about ? <span className="block text-xs text-muted">{about}</span> : null}
              </span>
              <CopyButton text={text} label={`Copy ${lowerFirst(name)} time`} />
            </dd>
          </div>
        ))}
      </dl>
      {isHeld ? (
        <p className="mt-2 text-xs text-muted coarse:hidden">Arrow keys show the other times of the page.</p>
      ) : null}
    </>
  );
}

/** Words lose their capital within a sentence, abbreviations do not. */
const lowerFirst = (name: string): string => (name === name.toUpperCase() ? name : name.toLowerCase());

/** One thing to do after a while; asking for another takes its place. */
function useDelay(): { cancel: () => void; later: (ms: number, run: () => void) => void } {
  const timer = useRef<number | undefined>(undefined);
  const cancel = (): void => window.clearTimeout(timer.current);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return {
    cancel,
    later: (ms, run) => {
      cancel();
      timer.current = window.setTimeout(run, ms);
    },
  };
}

/** The first time in the smallest part of the page around the focus that has one, else the first in sight. */
function nearestTime(): HTMLElement | undefined {
  for (let part = document.activeElement; part && part !== document.body; part = part.parentElement) {
    const [first] = visibleTimes(part);
    if (first) return first;
  }
  const times = visibleTimes(document);
  return times.find((time) => time.getBoundingClientRect().top >= 0) ?? times[0];
}

const visibleTimes = (part: ParentNode): HTMLElement[] =>
  [...part.querySelectorAll<HTMLElement>(TIMES)].filter((time) => time.checkVisibility());
