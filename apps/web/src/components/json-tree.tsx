import type { Json } from '@taskhelm/contract';
import { JsonView, type Props } from 'react-json-view-lite';

const style: NonNullable<Props['style']> = {
  container: 'mono max-h-(--most-height,24rem) overflow-auto leading-relaxed break-words',
  basicChildStyle: 'pl-3',
  childFieldsContainer: 'm-0 list-none p-0',
  label: 'mr-1 text-muted',
  clickableLabel: 'mr-1 cursor-pointer text-muted',
  nullValue: 'text-cancelled',
  undefinedValue: 'text-cancelled',
  stringValue: 'text-completed break-words whitespace-pre-wrap',
  numberValue: 'text-in-progress',
  booleanValue: 'text-needs-input',
  otherValue: 'text-text',
  punctuation: 'text-muted',
  expandIcon: "mr-1 cursor-pointer text-muted before:content-['▸']",
  collapseIcon: "mr-1 cursor-pointer text-muted before:content-['▾']",
  collapsedContent: "mr-1 cursor-pointer text-muted before:content-['…']",
  quotesForFieldNames: false,
  noQuotesForStringValues: false,
  stringifyStringValues: true,
  ariaLables: { collapseJson: 'Collapse', expandJson: 'Expand' },
};

export function JsonTree({ value, label, isWhole }: { value: Json; label: string; isWhole: boolean }) {
  return (
    <JsonView
      data={value as object}
      style={style}
      shouldExpandNode={(level) => isWhole || level < 2}
      aria-label={label}
    />
  );
}
