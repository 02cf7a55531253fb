import type { Host } from '../host/host.ts';
import { demoHost } from '../host/demo/host.ts';

/** The demo host, with the answers of a test in the place of its own. */
export function hostWith(own: Partial<Host> = {}, demo = 'little'): Host {
  return { ...demoHost(new URLSearchParams({ demo })), ...own };
}
