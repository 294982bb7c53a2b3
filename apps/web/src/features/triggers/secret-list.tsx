import type { HookSignature, Trigger } from '@taskhelm/contract';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { ShownSecret } from './shown-secret.tsx';
import { SigningSample } from './signing-sample.tsx';
import { useAddSecret, useRemoveSecret } from './trigger-mutations.ts';

type SecretListProps = { trigger: Trigger; signature: HookSignature; canChange: boolean };

/** The secrets that are valid. To rotate: add one, give it to the sender, remove the old one. */
export function SecretList({ trigger, signature, canChange }: SecretListProps) {
  const add = useAddSecret();
  const remove = useRemoveSecret(trigger.id);
  const what = signature === 'unsigned' ? 'address' : 'secret';
  return (
    <section aria-label="Secrets" className="max-w-2xl space-y-3">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-semibold">{signature === 'unsigned' ? 'Secret addresses' : 'Secrets'}</h2>
        {canChange ? (
          <Button size="small" disabled={add.isPending} onClick={() => add.mutate(trigger.id)}>
            Rotate: add {signature === 'unsigned' ? 'an address' : 'a secret'}
          </Button>
        ) : null}
      </div>
      {add.data?.shown_once ? (
        <ShownSecret shown={add.data.shown_once} signature={signature} onDone={() => add.reset()} />
      ) : null}
      <ul className="divide-y rounded-lg border">
        {trigger.secrets.map((secret) => (
          <li key={secret.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 text-sm">
            <span className="mono">…{secret.hint}</span>
            <span className="text-muted">
              made <RelativeTime at={secret.created_at} />
            </span>
            <span className="flex-1 text-muted">
              {secret.last_used_at ? (
                <>
                  used <RelativeTime at={secret.last_used_at} />
                </>
              ) : (
                'never used'
              )}
            </span>
            {canChange && trigger.secrets.length > 1 ? (
              <LazyConfirmPopover
                trigger={
                  <Button
                    size="small"
                    disabled={remove.isPending}
                    aria-label={`Remove the ${what} ending in ${secret.hint}`}
                  >
                    Remove
                  </Button>
                }
                question={`Remove the ${what} ending in ${secret.hint}?`}
                detail="Requests that rely on it are refused from the next one on."
                confirmLabel={`Remove ${what}`}
                onConfirm={() => remove.mutate(secret.id)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {trigger.url ? <SigningSample signature={signature} url={trigger.url} /> : null}
    </section>
  );
}
