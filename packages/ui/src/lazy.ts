import type { SecondMessages } from "./messages.js";

/** What a first visit doesn't need, as bundlers make files of it. The script tag's build has `eager.ts` in its place. */
export const loadDialog = (): Promise<typeof import("./dialog.js")> => import("./dialog.js");
export const loadNotice = (): Promise<typeof import("./notice.js")> => import("./notice.js");
export const loadSecond = async (): Promise<SecondMessages> => (await import("./english/second.js")).english;
