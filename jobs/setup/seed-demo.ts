import { closeDatabase } from '#lib/db';
import { seedDemo } from '#prisma/seed/seed-demo';

// A program of its own, so that the memory it takes is given back before the app starts.
await seedDemo();
await closeDatabase();
