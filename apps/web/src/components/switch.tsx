import { Switch as Base } from '@base-ui/react/switch';

type SwitchProps = {
  checked: boolean;
  /** What is on when it is on. */
  label: string;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
};

/** Takes effect at once. */
export function Switch({ checked, label, onChange, disabled = false }: SwitchProps) {
  return (
    <Base.Root
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      aria-label={label}
      className="flex h-6 w-10 shrink-0 cursor-pointer rounded-full border border-control bg-hover p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:cursor-default data-disabled:opacity-60"
    >
      <Base.Thumb className="size-[18px] rounded-full bg-control transition-transform data-checked:translate-x-4 data-checked:bg-accent-text" />
    </Base.Root>
  );
}
