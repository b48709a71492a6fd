import { mountDialog } from "./dialog.js";
import { english } from "./english/layers.js";
import type * as lazy from "./lazy.js";
import { mountNotice, notice } from "./notice.js";

/** What `lazy.ts` asks for, where everything is one file. */
export const loadDialog = async (): ReturnType<typeof lazy.loadDialog> => ({ mountDialog });
export const loadNotice = async (): ReturnType<typeof lazy.loadNotice> => ({ notice, mountNotice });
export const loadSecond = async (): ReturnType<typeof lazy.loadSecond> => ({ english });
export const loadLayers: typeof loadSecond = loadSecond;
