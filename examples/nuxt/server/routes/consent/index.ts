export { default } from "./[...].ts";
