export { notice } from "./notice.js";
export { preferences, togglesIn } from "./preferences.js";
export { toDom } from "./to-dom.js";
export type { LayerView, SecondView } from "./view.js";
