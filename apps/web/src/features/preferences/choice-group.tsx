import type { ReactNode } from 'react';

type Choice<Value> = { value: Value; label: string; about?: ReactNode };
type ChoiceGroupProps<Value> = {
  name: string;
  legend: string;
  about?: ReactNode;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One of a few, which holds as soon as it is chosen. */
export function ChoiceGroup<Value extends string | boolean>(props: ChoiceGroupProps<Value>) {
  const { name, legend, about, choices, value, onChange } = props;
  return (
    <fieldset aria-describedby={about ? `${name}-about` : undefined} className="py-4">
      <legend className="float-left mb-1 w-full font-medium">{legend}</legend>
      {about ? (
        <p id={`${name}-about`} className="clear-both mb-1 text-sm text-muted">
          {about}
        </p>
      ) : null}
      <div className="clear-both flex flex-wrap gap-x-6 gap-y-1">
        {choices.map((choice) => (
          <label
            key={String(choice.value)}
            className="flex min-h-7 items-center gap-2 text-sm coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="size-4 shrink-0 accent-accent coarse:size-5"
            />
            <span>
              {choice.label}
              {choice.about ? <span className="text-muted"> {choice.about}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
