import type { Host } from '../host/host.ts';
import type { ImportAccount, ImportProgress, UserError } from '../host/wire.ts';
import { refusalOf } from './asked.svelte.ts';

/** One run of the import, from choosing the files to the account of what was read. */
export class ImportRun {
  stage = $state<'idle' | 'offered' | 'running' | 'done' | 'refused'>('idle');
  /** Paths that were named when the app was started, and wait for a yes. */
  offered = $state.raw<string[]>([]);
  progress = $state.raw<ImportProgress | null>(null);
  accounts = $state.raw<ImportAccount[]>([]);
  refusal = $state.raw<UserError | null>(null);
  /** Whether Cancel was pressed and the run is coming to its end. */
  cancelling = $state(false);
  /** Whether the end of the run was looked at. */
  seen = $state(false);
  /** Messages of the last run that were left out because not everybody may see them. */
  readonly private = $derived(this.accounts.reduce((sum, account) => sum + account.private, 0));
  readonly #host: Host;
  /** The paths of the last run. */
  #paths: string[] = [];

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks for files, or for an unpacked folder, and reads them. Returns whether anything was chosen. */
  async pick(folder: boolean): Promise<boolean> {
    try {
      const paths = await this.#host.pickArchive(folder);
      if (paths.length === 0) return false;
      void this.run(paths);
    } catch (error) {
      this.refusal = refusalOf(error);
      this.stage = 'refused';
    }
    return true;
  }

  /** Asks whether archives named from outside are to be read. Returns whether it does: not while others are read. */
  offer(paths: string[]): boolean {
    if (this.stage === 'running') return false;
    this.offered = paths;
    this.stage = 'offered';
    return true;
  }

  /** Reads the archives of the last run again, messages that not everybody may see included. */
  async countPrivate(): Promise<void> {
    await this.run(this.#paths, true);
  }

  /**
   * Reads archives. A second call while one runs is ignored. Messages that not everybody may see count only where
   * `isPrivate` says so.
   */
  async run(paths: string[], isPrivate = false): Promise<void> {
    if (this.stage === 'running') return;
    this.#paths = paths;
    this.stage = 'running';
    this.progress = null;
    this.cancelling = false;
    this.seen = false;
    try {
      this.accounts = await this.#host.importArchives(paths, isPrivate);
      this.stage = 'done';
    } catch (error) {
      this.refusal = refusalOf(error);
      this.stage = 'refused';
    }
  }

  async cancel(): Promise<void> {
    this.cancelling = true;
    await this.#host.cancelImport();
  }

  /** Back to choosing. */
  reset(): void {
    if (this.stage !== 'running') this.stage = 'idle';
  }
}
