/** More are a program's work or an attack, and take a parser minutes. */
export const MAX_ELEMENTS = 30_000;
