import type { PrismaClient } from '../db/client.ts';
import { hashPassword, isPassword } from './password.ts';

type Admin = { email: string; password: string | null };

/**
 * Makes the administrator in a database without users. A password in the settings is set on that user once: the person may
 * change it, and another one in the settings takes its place again. Returns its id.
 */
export async function ensureAdmin(prisma: PrismaClient, admin: Admin, newId: () => string): Promise<string> {
  const email = admin.email.toLowerCase();
  const existing =
    (await prisma.user.findUnique({ where: { email } })) ??
    (await prisma.user.findFirst({
      where: { role: 'admin', disabledAt: null },
      orderBy: { createdAt: 'asc' },
    }));
  const user =
    existing ?? (await prisma.user.create({ data: { id: newId(), email, name: 'Admin', role: 'admin' } }));
  if (admin.password !== null && !(await isPassword(user.settingsPasswordHash, admin.password))) {
    const passwordHash = await hashPassword(admin.password);
    await prisma.user.update({
      where: { id: user.id },
      data: { email, passwordHash, settingsPasswordHash: passwordHash },
    });
  }
  return user.id;
}
