import { invoke } from '@tauri-apps/api/core';
import type { FoundAccount } from './wire.ts';

/** Sign-in in the browser: offered only for readers that need it. */
export const commands = {
  signIn: (reader: string, server: string) => invoke<FoundAccount | null>('sign_in', { reader, server }),
  finishSignIn: (code: string) => invoke<null>('finish_sign_in', { code }),
  cancelSignIn: () => invoke<null>('cancel_sign_in'),
};
