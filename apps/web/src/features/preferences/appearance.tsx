import { useClock } from '../../lib/clock.ts';
import { DENSITIES, DENSITY_LABELS } from '../../lib/density.ts';
import { formatMoment, nameOfLocalZone } from '../../lib/format-time.ts';
import { setPreferences, usePreferences } from '../../lib/preferences.ts';
import { ChoiceGroup } from './choice-group.tsx';

/** How Taskhelm looks and listens in this browser. What is chosen holds at once. */
export function Appearance() {
  const preferences = usePreferences();
  const nowIn = (zone: 'local' | 'utc') => (now: number) =>
    formatMoment(new Date(now).toISOString(), now, zone);
  const localNow = useClock(nowIn('local'));
  const utcNow = useClock(nowIn('utc'));
  return (
    <>
      <ChoiceGroup
        name="theme"
        legend="Theme"
        choices={[
          { value: 'system', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        value={preferences.theme}
        onChange={(theme) => setPreferences({ theme })}
      />
      <ChoiceGroup
        name="density"
        legend="Rows of the task list"
        about="Display, over the list, changes one view; saved views keep theirs."
        choices={DENSITIES.map((value) => ({ value, label: DENSITY_LABELS[value] }))}
        value={preferences.density}
        onChange={(density) => setPreferences({ density })}
      />
      <ChoiceGroup
        name="times"
        legend="Times"
        about="All that can be said of a time shows when the pointer rests on it, when you tap on it, or with the key t."
        choices={[
          { value: 'relative', label: 'Relative', about: '4m ago' },
          { value: 'absolute', label: 'Absolute', about: preferences.zone === 'utc' ? utcNow : localNow },
        ]}
        value={preferences.times}
        onChange={(times) => setPreferences({ times })}
      />
      <ChoiceGroup
        name="zone"
        legend="Time zone"
        choices={[
          { value: 'local', label: 'Local', about: nameOfLocalZone() },
          { value: 'utc', label: 'UTC', about: utcNow },
        ]}
        value={preferences.zone}
        onChange={(zone) => setPreferences({ zone })}
      />
      <ChoiceGroup
        name="letter-keys"
        legend="Letter keys"
        about="Keys such as c, j and g t act without Ctrl. Off, only combinations with Ctrl, arrows, Enter, Space and Escape do."
        choices={[
          { value: true, label: 'On' },
          { value: false, label: 'Off' },
        ]}
        value={preferences.letterKeys}
        onChange={(letterKeys) => setPreferences({ letterKeys })}
      />
      <ChoiceGroup
        name="motion"
        legend="Motion"
        choices={[
          { value: 'system', label: 'As the system' },
          { value: 'reduced', label: 'Reduced' },
        ]}
        value={preferences.motion}
        onChange={(motion) => setPreferences({ motion })}
      />
    </>
  );
}
