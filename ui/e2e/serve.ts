import 'vitest';
import { preview, type PreviewServer } from 'vite';
import type { TestProject } from 'vitest/node';

/** What the real window allows, so that the screens are proven under it. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

let server: PreviewServer;

/** Serves the demo build on loopback for all end-to-end tests. `--update` renews the pictures that are compared. */
export async function setup({ provide, config }: TestProject): Promise<void> {
  provide('renew', config.snapshotOptions.updateSnapshot === 'all');
  server = await preview({
    mode: 'demo',
    build: { outDir: '.demo' },
    preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': policy } },
  });
  const [address] = server.resolvedUrls?.local ?? [];
  if (!address) throw new Error('the demo is not served');
  provide('address', address);
}

export async function teardown(): Promise<void> {
  await server.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    address: string;
    /** Whether a look that differs is kept from now on, rather than a failure. */
    renew: boolean;
  }
}
