'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { newProject } from '#lib/access/new-project';

const project = z.object({
  name: z.string().trim().min(2, 'Give it a name.').max(120),
  address: z.string().trim().min(2, 'Give it an address.').max(60),
  description: z.string().trim().max(500).default(''),
});

export const startProject = action(
  'project:create',
  project,
  async (actor, { name, address, description }) => {
    const slug = await newProject(actor, { slug: address, name, description });
    redirect(`/p/${slug}/import`);
  },
);
