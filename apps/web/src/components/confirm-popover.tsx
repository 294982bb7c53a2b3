import { Popover } from '@base-ui/react/popover';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from './button.tsx';

type ConfirmPopoverProps = {
  /** The button that asks. */
  trigger: ReactElement<Record<string, unknown>>;
  question: string;
  detail?: string;
  confirmLabel: string;
  /** Given, one may say why; it is not asked for. */
  reasonLabel?: string;
  /** `reason` is empty where none was given. */
  onConfirm: (reason: string) => void;
  startsOpen?: boolean;
};

/** A small question anchored to the button that raised it. The focus is on the answer that goes ahead. */
export function ConfirmPopover(props: ConfirmPopoverProps) {
  const { trigger, question, detail, confirmLabel, reasonLabel, onConfirm, startsOpen = false } = props;
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(startsOpen);
  const confirm = useRef<HTMLButtonElement>(null);
  const goAhead = (): void => {
    setOpen(false);
    onConfirm(reason.trim());
  };
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
            {reasonLabel ? (
              <input
                aria-label={reasonLabel}
                placeholder={reasonLabel}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') goAhead();
                }}
                className="field mt-2 text-sm"
              />
            ) : null}
            <div className="mt-3 flex justify-end gap-2">
              <Popover.Close render={<Button size="small" />}>Keep</Popover.Close>
              <Button ref={confirm} size="small" variant="danger" onClick={goAhead}>
                {confirmLabel}
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
