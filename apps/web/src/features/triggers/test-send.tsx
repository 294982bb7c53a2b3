import { jsonSchema, type Json, type Trigger } from '@taskhelm/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { useFireTrigger } from './trigger-mutations.ts';

const SAMPLE = '{\n  "hello": "world"\n}';

/** Makes a task from a payload that is typed here, without a signature. */
export function TestSend({ trigger }: { trigger: Trigger }) {
  const navigate = useNavigate();
  const fire = useFireTrigger((id) => void navigate({ to: '/tasks/$id', params: { id } }));
  const [text, setText] = useState(SAMPLE);
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const payload = readJson(text);
    setProblem(payload === undefined ? 'This is not well-formed JSON' : undefined);
    if (payload !== undefined) fire.mutate({ trigger, payload });
  };
  return (
    <section aria-label="Test" className="max-w-2xl">
      <h2 className="mb-2 font-semibold">Test</h2>
      <form noValidate onSubmit={submit} className="space-y-2">
        <Field
          id="test-payload"
          label="JSON to make a task from"
          error={problem}
          hint="A real task for the agent, made as if this had been sent."
        >
          <textarea
            {...fieldProps('test-payload', { hint: true, error: problem })}
            value={text}
            onChange={(event) => setText(event.target.value)}
            rows={4}
            spellCheck={false}
            className="field mono field-sizing-content max-h-80 min-h-24 resize-y"
          />
        </Field>
        <div className="flex justify-end">
          <Button type="submit" disabled={fire.isPending}>
            Send test
          </Button>
        </div>
      </form>
    </section>
  );
}

function readJson(text: string): Json | undefined {
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
