import { lazy, useState, type ComponentType } from 'react';
import { whenIdle } from './when-idle.ts';

/**
 * As `lazy`, for a part whose code is fetched when the page has nothing else to do. Once that is there, the part is drawn at
 * once: what React has to wait for, however briefly, it may show 300 ms late.
 */
export function idlePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let part: ComponentType<Props> | undefined;
  const fetch = async (): Promise<{ default: ComponentType<Props> }> => ({
    default: (part ??= await load()),
  });
  whenIdle(fetch);
  const Late: ComponentType<Props> = lazy(fetch);
  return function IdlePart(props) {
    // The same for as long as it is on the page.
    const [Part] = useState(() => part ?? Late);
    return <Part {...props} />;
  };
}
