import { startPlayer } from "./player.ts";

/** A plugin of Nitro: starts the third party, where none is named. */
export default function platform(): void {
  if (!process.env.PLAYER && !import.meta.prerender) startPlayer().catch(console.error);
}

declare global {
  interface ImportMeta {
    /** Nitro puts it in. */
    readonly prerender?: boolean;
  }
}
