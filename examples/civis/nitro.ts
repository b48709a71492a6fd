import { startPlayer } from "./player.ts";

/** A plugin of Nitro: starts the third party, where none is named. */
export default function platform(): void {
  const { prerender } = import.meta as { readonly prerender?: boolean };
  if (!prerender && !process.env.PLAYER) startPlayer().catch(console.error);
}
