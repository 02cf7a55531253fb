import type { Host } from './host.ts';

/** The host this window stands on: the desktop; in a plain browser, sample data (never part of the shipped build). */
export async function openHost(): Promise<Host> {
  if (import.meta.env.MODE === 'demo' || (import.meta.env.DEV && !('__TAURI_INTERNALS__' in window))) {
    const { demoHost } = await import('./demo/host.ts');
    return demoHost(new URLSearchParams(location.search));
  }
  const { tauriHost } = await import('./tauri.ts');
  return tauriHost;
}
