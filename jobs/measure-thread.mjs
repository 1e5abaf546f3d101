// A thread does not inherit the loader of TypeScript, so it begins in plain JavaScript.
import { register } from 'tsx/esm/api';

register();
await import('./measure-thread.ts');
