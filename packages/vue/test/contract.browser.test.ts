import { componentContract } from "../../../tests/adapters/components.js";
import { contract } from "../../../tests/adapters/contract.js";
import { vueHarness } from "./harness.js";

contract("Vue", vueHarness);
componentContract("Vue’s components", vueHarness);
