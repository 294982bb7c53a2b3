import { toastSuccess } from './toast.ts';

/** Puts a text into the clipboard and says so; says nothing where the browser does not allow it. */
export function copyText(what: string, text: string): void {
  void navigator.clipboard.writeText(text).then(
    () => toastSuccess(`${what} copied`),
    () => undefined,
  );
}
