import { Popover } from '@base-ui/react/popover';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from './button.tsx';
import { ConfirmAnswer } from './confirm-answer.tsx';

export type ConfirmQuestion = {
  question: string;
  detail?: string;
  confirmLabel: string;
  /** Given, one may say why; it is not asked for. */
  reasonLabel?: string;
};

type ConfirmPopoverProps = ConfirmQuestion & {
  /** The button that asks. */
  trigger: ReactElement<Record<string, unknown>>;
  /** `reason` is empty where none was given. */
  onConfirm: (reason: string) => void;
};

/** A small question anchored to the button that raised it, open as it is made. The focus is on the answer that goes ahead. */
export function ConfirmPopover(props: ConfirmPopoverProps) {
  const { trigger, question, detail, confirmLabel, reasonLabel, onConfirm } = props;
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(true);
  const confirm = useRef<HTMLButtonElement>(null);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-50">
          <Popover.Popup
            initialFocus={confirm}
            className="w-72 max-w-[calc(100vw-2rem)] rounded-lg border bg-raised p-3 text-text shadow-pop outline-none"
          >
            <Popover.Title className="font-medium">{question}</Popover.Title>
            {detail ? (
              <Popover.Description className="mt-1 text-sm text-muted">{detail}</Popover.Description>
            ) : null}
            <ConfirmAnswer
              confirmLabel={confirmLabel}
              reasonLabel={reasonLabel}
              confirmRef={confirm}
              keep={<Popover.Close render={<Button size="small" />}>Keep</Popover.Close>}
              reason={reason}
              onReason={setReason}
              onConfirm={() => {
                setOpen(false);
                onConfirm(reason.trim());
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
