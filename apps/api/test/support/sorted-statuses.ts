/** The statuses of answers that came in any order. */
export function sortedStatuses(answers: { status: number }[]): number[] {
  return answers.map((answer) => answer.status).toSorted((one, other) => one - other);
}
