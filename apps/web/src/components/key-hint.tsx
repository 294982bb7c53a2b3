import { keyNames } from './keys.tsx';

/** The keys that do what a button does, inside the button. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden className="ml-0.5 text-xs font-normal max-md:hidden coarse:hidden">
      {keyNames(keys).join(' ')}
    </span>
  );
}
