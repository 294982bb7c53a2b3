import type { ReactElement, Ref } from 'react';
import { Button } from './button.tsx';

type ConfirmAnswerProps = {
  confirmLabel: string;
  /** Given, one may say why; it is not asked for. */
  reasonLabel?: string | undefined;
  reason: string;
  onReason: (reason: string) => void;
  onConfirm: () => void;
  /** The button that leaves all as it is. */
  keep: ReactElement;
  confirmRef: Ref<HTMLButtonElement>;
};

/** The lower part of a small question: why, and the two answers. */
export function ConfirmAnswer(props: ConfirmAnswerProps) {
  const { confirmLabel, reasonLabel, reason, onReason, onConfirm, keep, confirmRef } = props;
  return (
    <>
      {reasonLabel ? (
        <input
          aria-label={reasonLabel}
          placeholder={reasonLabel}
          maxLength={500}
          value={reason}
          onChange={(event) => onReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onConfirm();
          }}
          className="field mt-2 text-sm"
        />
      ) : null}
      <div className="mt-3 flex justify-end gap-2">
        {keep}
        <Button ref={confirmRef} size="small" variant="danger" onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </div>
    </>
  );
}
