/** The line above the summary of the first steps of a task. */
export function summaryHead(steps: number): string {
  return `[The first ${steps} steps of this task, summed up. Go on from here.]`;
}

/** How many steps a message sums up; 0 where it is another one. */
export function readSummaryHead(text: string): number {
  return Number(/^\[The first (\d+) steps of this task, summed up\./.exec(text)?.[1] ?? 0);
}
