/** What a first visit doesn't need, as bundlers make files of it. The script tag's build has `eager.ts` in its place. */
export const loadDialog = (): Promise<typeof import("./dialog.js")> => import("./dialog.js");
export const loadNotice = (): Promise<typeof import("./notice.js")> => import("./notice.js");
export const loadSecond = (): Promise<typeof import("./english/second.js")> => import("./english/second.js");
export const loadThird = (): Promise<typeof import("./english/third.js")> => import("./english/third.js");
