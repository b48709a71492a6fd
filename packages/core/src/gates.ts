/** What ran on this page, by the name it was gated with. */
export type Activity = ReadonlyMap<string, "running" | "stopped" | "lingering">;
