import type { NavItem } from '#components/ui/rail-nav';
import type { Permission } from '#lib/access/permissions';

/** The places of a project in the order of the rail, each with what opens it. */
export const PLACES: {
  path: string;
  label: string;
  icon: NavItem['icon'];
  permission: Permission;
  end?: boolean;
}[] = [
  { path: '', label: 'Overview', icon: 'overview', permission: 'quality:read' },
  { path: '/batches', label: 'Batches', icon: 'batch', permission: 'quality:read' },
  { path: '/comparisons', label: 'Comparisons', icon: 'comparisons', permission: 'comparison:read' },
  { path: '/adjudication', label: 'Adjudicate', icon: 'adjudicate', permission: 'adjudication:read' },
  { path: '/annotators', label: 'Annotators', icon: 'annotators', permission: 'quality:read' },
  { path: '/agreement', label: 'Agreement', icon: 'agreement', permission: 'quality:read' },
  { path: '/annotate', label: 'Annotate', icon: 'annotate', permission: 'label:write' },
  { path: '/my-work', label: 'My work', icon: 'history', permission: 'work:read-own' },
  { path: '/guideline', label: 'Guideline', icon: 'guideline', permission: 'guideline:read' },
  { path: '/training', label: 'Training', icon: 'training', permission: 'training:read' },
  { path: '/models', label: 'Models', icon: 'model', permission: 'reward:score' },
  { path: '/watching', label: 'Watching', icon: 'watch', permission: 'watching:read' },
  { path: '/import', label: 'Import', icon: 'import', permission: 'comparison:import', end: true },
  { path: '/export', label: 'Export', icon: 'export', permission: 'export:read', end: true },
  { path: '/settings', label: 'Settings', icon: 'settings', permission: 'settings:read', end: true },
];
