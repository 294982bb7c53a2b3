/** A directive of the scripted model. `wait` is in seconds; the input of a call is passed on as it is written. */
export type Directive =
  | { type: 'say' | 'think' | 'fail' | 'result'; text: string }
  | { type: 'call'; tool: string; input: string }
  | { type: 'ask'; question: string; options: string[] }
  | { type: 'wait'; seconds: number };

const MAX_WAIT_SECONDS = 3_600;

/** The directives among the lines of a text; other lines are no part of the script. */
export function parseScript(text: string): Directive[] {
  return text.split(/\r?\n/).flatMap((line) => parseLine(line.trim()) ?? []);
}

function parseLine(line: string): Directive | null {
  const [, word, rest = ''] = /^(say|think|call|ask|wait|fail|result)(?:\s+(.*))?$/.exec(line) ?? [];
  switch (word) {
    case 'say':
    case 'think':
    case 'result':
      return rest ? { type: word, text: rest.replaceAll(String.raw`\n`, '\n') } : null;
    case 'fail':
      return { type: 'fail', text: rest || 'The script failed.' };
    case 'call':
      return parseCall(rest);
    case 'ask':
      return parseAsk(rest);
    case 'wait':
      return parseWait(rest);
    default:
      return null;
  }
}

function parseCall(rest: string): Directive | null {
  const [, tool, input = ''] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
  return tool ? { type: 'call', tool, input: input || '{}' } : null;
}

function parseAsk(rest: string): Directive | null {
  const [question, ...options] = rest.split('|').map((part) => part.trim());
  return question ? { type: 'ask', question, options: options.filter(Boolean) } : null;
}

function parseWait(rest: string): Directive | null {
  if (!/^\d+(\.\d+)?$/.test(rest)) return null;
  return { type: 'wait', seconds: Math.min(Number(rest), MAX_WAIT_SECONDS) };
}
