import type { InputRequest, Question } from '@taskhelm/contract';
import type { RefObject } from 'react';
import { useCommand, useNumberCommands } from '../../lib/commands.ts';
import { chooseOption, numberedOptions, type AnswerDraft } from './answer-draft.ts';

/** Letters and figures choose; only Ctrl or ⌘ with Enter sends. */
export function useAnswerCommands(
  request: InputRequest | null,
  change: (next: (draft: AnswerDraft) => AnswerDraft) => void,
  form: RefObject<HTMLFormElement | null>,
): void {
  const focusSend = (): void =>
    form.current?.querySelector<HTMLElement>('input:checked, [type="submit"]')?.focus();
  const decide = (decision: 'approve' | 'reject') => {
    change((draft) => ({ ...draft, decision }));
    requestAnimationFrame(focusSend);
  };
  const can = (decision: 'approve' | 'reject'): boolean =>
    request?.allowed_decisions.includes(decision) ?? false;
  useCommand(
    can('approve')
      ? {
          id: 'approve',
          keys: 'a',
          label: 'Choose approve',
          group: 'Answering',
          run: () => decide('approve'),
        }
      : null,
  );
  useCommand(
    can('reject')
      ? {
          id: 'reject',
          keys: 'd',
          label: request?.kind === 'question' ? 'Choose to decline' : 'Choose reject',
          group: 'Answering',
          run: () => decide('reject'),
        }
      : null,
  );
  const questions = request?.kind === 'question' ? request.questions : [];
  const most = Math.max(0, ...questions.map((question) => numberedOptions(question).length));
  useNumberCommands({ id: 'option', label: 'Choose option', group: 'Answering' }, most, (index) => {
    const question = questionInUse(questions);
    const value = question && numberedOptions(question)[index];
    if (question && value !== undefined)
      change((draft) => ({ ...chooseOption(draft, question, value), decision: null }));
  });
  useCommand(
    request
      ? {
          id: 'answer-focus',
          keys: 'i',
          label: 'Go to the answer',
          group: 'Answering',
          run: () => form.current?.querySelector<HTMLElement>('textarea, input, select')?.focus(),
        }
      : null,
  );
}

/** The question that has the focus; else the first one with options. */
function questionInUse(questions: readonly Question[]): Question | undefined {
  const id = document.activeElement?.closest<HTMLElement>('[data-question]')?.dataset['question'];
  const focused = questions.find((question) => question.id === id);
  return focused ?? questions.find((question) => numberedOptions(question).length > 0);
}
