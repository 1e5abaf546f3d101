import { prisma } from '#lib/prisma';
import { type AnnotationSettings, readAnnotationSettings } from './annotation-settings';

export async function annotationSettingsOf(userId: string): Promise<AnnotationSettings> {
  const user = await prisma().user.findUniqueOrThrow({
    where: { id: userId },
    select: { annotationSettings: true },
  });
  return readAnnotationSettings(user.annotationSettings);
}

export async function saveAnnotationSettings(userId: string, settings: AnnotationSettings): Promise<void> {
  await prisma().user.update({ where: { id: userId }, data: { annotationSettings: settings } });
}
