import { setFlagsFromString } from 'node:v8';

/**
 * For a program whose rows are garbage as soon as they are written: left to itself the heap grows to several times what is alive
 * before it is collected. Called before the program's modules are loaded; the room for new objects, which starts with 2 MB and would
 * grow to 32, can be kept from growing but not made smaller.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}
