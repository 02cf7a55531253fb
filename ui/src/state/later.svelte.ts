import type { Component } from 'svelte';
import type { ScreenName } from './route.svelte.ts';

/** Screens that are opened now and then. They are read right after the first one is there, which does not wait for them. */
const screens = {
  review: () => import('../views/Review.svelte'),
  then: () => import('../views/Then.svelte'),
  year: () => import('../views/Year.svelte'),
  settings: () => import('../views/Settings.svelte'),
  import: () => import('../views/Import.svelte'),
};
type LaterName = keyof typeof screens;

/** The screens that come later, as far as they are here. */
export class Later {
  #here = $state.raw<Partial<Record<LaterName, Component>>>({});

  /** Reads them all. */
  async load(): Promise<void> {
    for (const name of Object.keys(screens) as LaterName[]) {
      const { default: screen } = await screens[name]();
      this.#here = { ...this.#here, [name]: screen };
    }
  }

  /** The screen, where it is one of these and is here. */
  screen(name: ScreenName): Component | null {
    return name in screens ? (this.#here[name as LaterName] ?? null) : null;
  }
}
