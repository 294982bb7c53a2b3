// Loaded before everything else by the processes of a site that does without a protection of the product's source: its
// lines are changed as they are read. A line that is not found as it is written there ends the process.
import { registerHooks } from 'node:module';
import { protectionOf, WITHOUT } from './do-without.ts';
import type { ProtectionName, SourceChange } from './protections.ts';

const { sources = [] } = protectionOf(process.env[WITHOUT] as ProtectionName);

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const changes = sources.filter(({ file }) => url.endsWith(`/${file}`));
    if (changes.length === 0 || !loaded.source) return loaded;
    const text = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
    return { ...loaded, source: changes.reduce(change, text) };
  },
});

function change(text: string, { file, line, by }: SourceChange): string {
  if (!text.includes(line)) throw new Error(`${file} does not hold: ${line}`);
  return text.replace(line, () => by);
}
