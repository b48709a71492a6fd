import { count } from "@assent/example-civis/count";

export default fromWebHandler(count);
