import { useState } from 'react';
import { Select } from './select.tsx';
import { nameWindow, WINDOWS } from '../lib/time-window.ts';
import { OwnTimes } from './own-times.tsx';

type Range = { from: string; to: string };
type RangeControlProps = { range: Range; onChange: (range: Range) => void };

const OWN = 'own';

/** The time that the overview is about. */
export function RangeControl({ range, onChange }: RangeControlProps) {
  const known = range.to === 'now' && WINDOWS.some((from) => from === range.from);
  const [isChoosing, setIsChoosing] = useState(false);
  const isOwn = isChoosing || !known;
  return (
    <>
      <label className="min-w-0 max-sm:flex-1">
        <span className="sr-only">Time</span>
        <Select
          value={isOwn ? OWN : range.from}
          onChange={({ target }) => {
            setIsChoosing(target.value === OWN);
            if (target.value !== OWN) onChange({ from: target.value, to: 'now' });
          }}
        >
          {WINDOWS.map((from) => (
            <option key={from} value={from}>
              {nameWindow(from)}
            </option>
          ))}
          <option value={OWN}>Own times</option>
        </Select>
      </label>
      {isOwn ? (
        <OwnTimes
          key={`${range.from} ${range.to}`}
          range={range}
          onChange={(next) => {
            setIsChoosing(false);
            onChange(next);
          }}
        />
      ) : null}
    </>
  );
}
