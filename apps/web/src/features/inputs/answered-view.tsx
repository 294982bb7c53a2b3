import type { InboxItem } from '@taskhelm/contract';
import { JsonView } from '../../components/json-view.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { describeAnswers, describeReply } from '../../lib/describe-reply.ts';
import { EndedBy } from './ended-by.tsx';

/** What was asked, and what a person said to it. */
export function AnsweredView({ item }: { item: InboxItem }) {
  const answers = describeAnswers(item);
  return (
    <div className="space-y-3">
      <p className="text-sm text-muted">
        <EndedBy item={item} />
      </p>
      {item.body_markdown ? <Markdown text={item.body_markdown} /> : null}
      {item.action ? (
        <div className="space-y-1.5">
          <p className="text-sm">
            To run <code className="mono font-semibold">{item.action.tool}</code>
          </p>
          <JsonView value={item.action.args} label="Arguments" />
        </div>
      ) : null}
      {answers ? (
        <dl className="space-y-2">
          {answers.map(({ id, label, answer }) => (
            <div key={id}>
              <dt className="text-sm break-words text-muted">{label}</dt>
              <dd className="break-words whitespace-pre-wrap">{answer}</dd>
            </div>
          ))}
        </dl>
      ) : item.answered_by ? (
        <p className="break-words whitespace-pre-wrap">
          {item.answered_by.name} {describeReply(item)}
        </p>
      ) : null}
    </div>
  );
}
