import { contract } from "../../../tests/adapters/contract.js";
import { vueHarness } from "./harness.js";

contract("Vue", vueHarness);
