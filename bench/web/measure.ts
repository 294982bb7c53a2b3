import { firstLoad } from './first-load.ts';
import { liveUpdates } from './live-updates.ts';
import { longConversation } from './long-conversation.ts';
import { longList } from './long-list.ts';
import { operatorTour } from './operator-tour.ts';
import { streamedText } from './streamed-text.ts';
import { describeFigure, isShort, type Figure } from './support/figure.ts';
import { describeMachine } from './support/machine.ts';
import { onWebSite, type WebSite } from './support/site.ts';

const PROGRAMS: Record<string, (site: WebSite) => Promise<Figure[]>> = {
  'first-load': firstLoad,
  'live-updates': liveUpdates,
  'operator-tour': operatorTour,
  'long-list': longList,
  'long-conversation': longConversation,
  'streamed-text': streamedText,
};

/** Runs all programs, or those that are named, one after the other. Returns 1 where a bar was missed, else 0. */
export async function measure(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !(name in PROGRAMS));
  if (unknown.length > 0)
    throw new Error(`there is no ${unknown.join(', ')}; there are ${Object.keys(PROGRAMS).join(', ')}`);
  let missed = 0;
  for (const [name, program] of Object.entries(PROGRAMS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n${name}: ${describeMachine()}`);
    const figures = await onWebSite(program);
    for (const figure of figures) console.log(describeFigure(figure));
    console.log(`     then ${describeMachine()}`);
    missed += figures.filter(isShort).length;
  }
  console.log(`\n${missed === 0 ? 'Every bar was met.' : `${missed} missed.`}`);
  return missed === 0 ? 0 : 1;
}
