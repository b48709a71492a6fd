export { GET } from "../../consent/[[...rest]]/route.ts";
