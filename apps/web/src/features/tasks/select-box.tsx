import { useEffect, useRef } from 'react';

type SelectBoxProps = {
  label: string;
  state: 'all' | 'some' | 'none';
  /** `extendsRange` where the shift key was held. */
  onToggle: (extendsRange: boolean) => void;
};

export function SelectBox({ label, state, onToggle }: SelectBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = state === 'some';
  }, [state]);
  return (
    <label className="-m-1 flex size-6 items-center justify-center coarse:size-11">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={state === 'all'}
        onChange={(event) => onToggle((event.nativeEvent as MouseEvent).shiftKey)}
        className="size-4 accent-(--accent)"
      />
    </label>
  );
}
