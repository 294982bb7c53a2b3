import { toastSuccess } from './toast.ts';

/** Puts a text into the clipboard and says so. A browser that does not allow it has said why itself. */
export function copyText(what: string, text: string): void {
  void navigator.clipboard.writeText(text).then(
    () => toastSuccess(`${what} copied`),
    () => undefined,
  );
}
