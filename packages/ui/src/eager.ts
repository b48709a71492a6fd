import { mountDialog } from "./dialog.js";
import { english } from "./english/second.js";
import type * as lazy from "./lazy.js";
import { mountNotice, notice } from "./notice.js";

/** What `lazy.ts` asks for, where everything is one file. */
export const loadDialog: typeof lazy.loadDialog = async () => ({ mountDialog });
export const loadNotice: typeof lazy.loadNotice = async () => ({ mountNotice, notice });
export const loadSecond: typeof lazy.loadSecond = async () => english;
