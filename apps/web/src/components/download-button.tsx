import { Download } from 'lucide-react';
import { IconButton } from './button.tsx';

/** Saves `text` as a file. */
export function DownloadButton({ text, fileName, label }: { text: string; fileName: string; label: string }) {
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    // The browser has taken the content by then.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <IconButton label={label} onClick={save} className="!size-6 coarse:!size-11">
      <Download aria-hidden className="size-3.5" />
    </IconButton>
  );
}
