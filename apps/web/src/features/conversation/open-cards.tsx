import { createContext, use, useMemo, useState, type ReactNode } from 'react';

/** Which foldable parts of the conversation are open. It is kept here because parts out of view are not in the page. */
type OpenCards = {
  /** What the reader chose for a part, by the number of its event; undefined where nothing was chosen. */
  choiceOf: (seq: number) => boolean | undefined;
  choose: (seq: number, open: boolean) => void;
  open: (seqs: readonly number[]) => void;
  /** Has a part that is open by itself stay so; nobody chose that. */
  keepOpen: (seq: number) => void;
  /** Opens or closes everything; what was chosen before is forgotten. */
  chooseAll: (open: boolean) => void;
};

const Context = createContext<OpenCards>({
  choiceOf: () => undefined,
  choose: () => undefined,
  open: () => undefined,
  keepOpen: () => undefined,
  chooseAll: () => undefined,
});

type Choices = { each: ReadonlyMap<number, boolean>; all: boolean | undefined };

/** `onToggle` is called whenever the reader opens or closes something. */
export function OpenCardsProvider({ onToggle, children }: { onToggle: () => void; children: ReactNode }) {
  const [choices, setChoices] = useState<Choices>({ each: new Map(), all: undefined });
  const value = useMemo(
    (): OpenCards => ({
      choiceOf: (seq) => choices.each.get(seq) ?? choices.all,
      choose: (seq, open) => {
        onToggle();
        setChoices(({ each, all }) => ({ all, each: new Map(each).set(seq, open) }));
      },
      open: (seqs) => {
        if (seqs.length === 0) return;
        onToggle();
        setChoices(({ each, all }) => ({
          all,
          each: new Map([...each, ...seqs.map((seq) => [seq, true] as const)]),
        }));
      },
      keepOpen: (seq) =>
        setChoices((before) =>
          before.each.has(seq) ? before : { ...before, each: new Map(before.each).set(seq, true) },
        ),
      chooseAll: (open) => {
        onToggle();
        setChoices({ each: new Map(), all: open });
      },
    }),
    [choices, onToggle],
  );
  return <Context value={value}>{children}</Context>;
}

export function useOpenCards(): OpenCards {
  return use(Context);
}

/** Whether the part that begins with the event `seq` is open, and how to change that. */
export function useOpenCard(seq: number, opensItself: boolean): [open: boolean, toggle: () => void] {
  const { choiceOf, choose } = useOpenCards();
  const open = choiceOf(seq) ?? opensItself;
  return [open, () => choose(seq, !open)];
}
