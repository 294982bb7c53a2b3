import { Prisma } from './client.ts';

/** Whether a row was refused because another one has its name, or whatever else is unique of it. */
export function isNameTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
