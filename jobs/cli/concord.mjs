#!/usr/bin/env node
// The package's `concord` command: the TypeScript program, run through tsx from wherever it is called.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
