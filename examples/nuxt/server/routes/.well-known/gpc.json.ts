export { default } from "../consent/[...].ts";
