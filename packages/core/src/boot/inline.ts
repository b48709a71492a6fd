import { page } from "./page.js";

// What `bootScript` fills in.
declare const __NAME__: string;
declare const __REGIME__: number;
declare const __TTL__: number;
declare const __PLAN__: string;
declare const __CORE__: string;

const load = () => import(__CORE__);
try {
  page(__NAME__, __REGIME__, __TTL__, __PLAN__, load);
} catch {
  load(); // A document that may not have cookies.
}
