import type { Delta } from '@taskhelm/contract';

/** The text of the model step under way, told in pieces to those who watch. */
export type Draft = {
  add: (part: Omit<Delta, 'offset'>) => void;
  /** Somebody has begun to watch: everything is told again, from the beginning of the step. */
  startOver: () => void;
  /** The step is over; what it said stands in the log. */
  clear: () => void;
  close: () => void;
};

type Parts = { isWatched: () => boolean; send: (delta: Delta) => Promise<void>; onClose: () => void };
type Text = Omit<Delta, 'offset'> & { sent: number };

/** At most ten pieces a second, each of so many characters that it fits into a signal however they are encoded. */
const EVERY_MS = 100;
const PIECE = 1_200;

export function createDraft({ isWatched, send, onClose }: Parts): Draft {
  const texts = new Map<Delta['kind'], Text>();
  let timer: NodeJS.Timeout | undefined;
  const unsent = (): Text | undefined => [...texts.values()].find((text) => text.sent < text.text.length);
  const schedule = (): void => {
    if (!timer && isWatched() && unsent()) timer = setTimeout(() => void sendPiece(), EVERY_MS);
  };
  /** The next one is sent only after this one, so that none overtakes another. */
  const sendPiece = async (): Promise<void> => {
    const next = unsent();
    if (next) {
      const { sent: offset, text, ...head } = next;
      next.sent = Math.min(text.length, offset + PIECE);
      await send({ ...head, offset, text: text.slice(offset, next.sent) });
    }
    timer = undefined;
    schedule();
  };
  const clear = (): void => texts.clear();

  return {
    add: (part) => {
      const known = texts.get(part.kind);
      if (known?.after === part.after) known.text += part.text;
      else texts.set(part.kind, { ...part, sent: 0 });
      schedule();
    },
    startOver: () => {
      for (const text of texts.values()) text.sent = 0;
      schedule();
    },
    clear,
    close: () => {
      clear();
      clearTimeout(timer);
      onClose();
    },
  };
}
